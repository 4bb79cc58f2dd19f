package io.biomerkin.cloud.local.secretsmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/** The values of secrets. */
final class Values {

  private static final int LARGEST = 65_536;

  private final SecretState state;

  Values(SecretState state) {
    this.state = state;
  }

  GetSecretValueResponse get(GetSecretValueRequest request) {
    Secret secret = state.live(request.secretId());
    Map.Entry<String, Secret.Value> found = find(secret, request);
    Secret.Value value = found.getValue();
    return GetSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(found.getKey())
        .versionStages(new ArrayList<>(value.stages()))
        .createdDate(value.created())
        .secretString(value.text().orElse(null))
        .secretBinary(
            value
                .binary()
                .map(text -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text)))
                .orElse(null))
        .build();
  }

  private static Map.Entry<String, Secret.Value> find(
      Secret secret, GetSecretValueRequest request) {
    String id = request.versionId();
    String stage = request.versionStage();
    if (id == null) {
      String wanted = Optional.ofNullable(stage).orElse(Secret.CURRENT);
      return secret.staged(wanted).orElseThrow(() -> SecretErrors.noValue(wanted));
    }
    return secret.versions().entrySet().stream()
        .filter(entry -> entry.getKey().equals(id))
        .filter(entry -> stage == null || entry.getValue().stages().contains(stage))
        .findFirst()
        .orElseThrow(() -> SecretErrors.noVersion(id));
  }

  PutSecretValueResponse put(PutSecretValueRequest request) {
    Secret secret = state.live(request.secretId());
    Instant now = state.now();
    Secret.Value value =
        of(request.secretString(), request.secretBinary(), request.versionStages(), now)
            .orElseThrow(
                () ->
                    SecretErrors.invalid("You must provide either SecretString or SecretBinary."));
    String id = id(request.clientRequestToken());
    state.save(added(secret, id, value, now));
    return PutSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(id)
        .versionStages(new ArrayList<>(value.stages()))
        .build();
  }

  /** The same token with the same value again changes nothing; with another it is refused. */
  static Secret added(Secret secret, String id, Secret.Value value, Instant now) {
    Secret.Value before = secret.versions().get(id);
    if (before == null) {
      return secret.plus(id, value, now);
    }
    if (before.isSame(value)) {
      return secret;
    }
    throw SecretErrors.versionExists(id);
  }

  static Optional<Secret.Value> of(
      @Nullable String text, @Nullable SdkBytes binary, List<String> stages, Instant now) {
    if (text == null && binary == null) {
      return Optional.empty();
    }
    if (text != null && binary != null) {
      throw SecretErrors.invalid("You can't specify both SecretString and SecretBinary.");
    }
    Optional<String> encoded =
        Optional.ofNullable(binary)
            .map(bytes -> Base64.getEncoder().encodeToString(bytes.asByteArray()));
    if (Optional.ofNullable(text).or(() -> encoded).orElse("").length() > LARGEST) {
      throw SecretErrors.invalid(
          "Secret value must have length less than or equal to " + LARGEST + ".");
    }
    return Optional.of(
        new Secret.Value(Optional.ofNullable(text), encoded, Secret.stagesOr(stages), now));
  }

  static String id(@Nullable String token) {
    return token == null ? UUID.randomUUID().toString() : token;
  }
}
