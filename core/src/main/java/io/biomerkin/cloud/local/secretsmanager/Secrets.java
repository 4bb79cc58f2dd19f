package io.biomerkin.cloud.local.secretsmanager;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** Secrets that come, change, go and come back. */
final class Secrets {

  private static final int LONGEST_NAME = 512;

  private final SecretState state;

  Secrets(SecretState state) {
    this.state = state;
  }

  CreateSecretResponse create(CreateSecretRequest request) {
    KnownParameters.only(
        request,
        "Name",
        "ClientRequestToken",
        "Description",
        "KmsKeyId",
        "SecretString",
        "SecretBinary",
        "Tags",
        "ForceOverwriteReplicaSecret");
    String name = Optional.ofNullable(request.name()).orElse("");
    if (!name.matches("[A-Za-z0-9/_+=.@-]+") || name.length() > LONGEST_NAME) {
      throw SecretErrors.invalid(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    checkFree(name);
    Instant now = state.now();
    Secret secret =
        new Secret(
            name,
            state.arn(name + "-" + Passwords.letters(6)),
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.kmsKeyId()),
            now,
            now,
            Optional.empty(),
            Map.of(),
            tags(request.tags()));
    Optional<Secret.Value> value =
        Values.of(request.secretString(), request.secretBinary(), List.of(), now);
    String version = Values.id(request.clientRequestToken());
    state.save(value.map(v -> secret.plus(version, v, now)).orElse(secret));
    return CreateSecretResponse.builder()
        .arn(secret.arn())
        .name(name)
        .versionId(value.isPresent() ? version : null)
        .build();
  }

  private void checkFree(String name) {
    Optional<Secret> existing = state.byName(name);
    if (existing.flatMap(Secret::deletion).isPresent()) {
      throw SecretErrors.deleted(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    if (existing.isPresent()) {
      throw SecretErrors.exists(name);
    }
  }

  UpdateSecretResponse update(UpdateSecretRequest request) {
    Secret secret = state.live(request.secretId());
    Instant now = state.now();
    Secret described =
        secret.described(
            Optional.ofNullable(request.description()).or(secret::description),
            Optional.ofNullable(request.kmsKeyId()).or(secret::kmsKeyId),
            now);
    Optional<Secret.Value> value =
        Values.of(request.secretString(), request.secretBinary(), List.of(), now);
    String version = Values.id(request.clientRequestToken());
    state.save(value.map(v -> Values.added(described, version, v, now)).orElse(described));
    return UpdateSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(value.isPresent() ? version : null)
        .build();
  }

  DeleteSecretResponse delete(DeleteSecretRequest request) {
    boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
    Optional<Long> days = Optional.ofNullable(request.recoveryWindowInDays());
    if (force && days.isPresent()) {
      throw SecretErrors.invalid(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days.filter(n -> n < 7 || n > 30).isPresent()) {
      throw SecretErrors.invalid(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    Secret secret = force ? state.find(request.secretId()) : state.live(request.secretId());
    Instant end = force ? state.now() : state.now().plus(Duration.ofDays(days.orElse(30L)));
    if (force) {
      state.documents().remove(secret.name());
    } else {
      state.save(secret.deletedAt(Optional.of(end)));
    }
    return DeleteSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .deletionDate(end)
        .build();
  }

  RestoreSecretResponse restore(RestoreSecretRequest request) {
    Secret secret = state.find(request.secretId());
    state.save(secret.deletedAt(Optional.empty()));
    return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
