package io.biomerkin.cloud.local.secretsmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** {@code AWS::SecretsManager::Secret}. */
@AutoService(ResourceType.class)
public final class SecretType implements ResourceType {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NAME = "Name";
  private static final String VALUE = "SecretString";
  private static final String GENERATE = "GenerateSecretString";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SecretsManager::Secret",
        Set.of(),
        Set.of(NAME),
        Set.of("Description", "KmsKeyId", VALUE, GENERATE, "Tags"),
        Set.of("Id"),
        true);
  }

  @Override
  public Resource create(ResourceRequest request) {
    SecretsManagerClient secrets = request.account().client(SecretsManagerClient.class);
    String name = request.nameOr(NAME);
    Optional<DescribeSecretResponse> existing = find(secrets, name);
    if (existing.isPresent() && existing.get().deletedDate() == null) {
      if (!ResourceTags.own(Secrets.tags(existing.get().tags()), request)) {
        throw Properties.alreadyExists(schema().type(), name);
      }
      return resource(existing.get().arn());
    }
    JsonNode properties = request.properties();
    String arn =
        secrets
            .createSecret(
                r ->
                    r.name(name)
                        .description(Properties.text(properties, "Description").orElse(null))
                        .kmsKeyId(Properties.text(properties, "KmsKeyId").orElse(null))
                        .secretString(value(properties).orElse(null))
                        .tags(Secrets.list(ResourceTags.of(request))))
            .arn();
    return resource(arn);
  }

  @Override
  public Optional<Resource> find(ResourceRequest request) {
    return find(request.account().client(SecretsManagerClient.class), request.nameOr(NAME))
        .filter(secret -> secret.deletedDate() == null)
        .map(secret -> resource(secret.arn()));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    SecretsManagerClient secrets = request.account().client(SecretsManagerClient.class);
    JsonNode properties = request.properties();
    boolean changed =
        !before.path(VALUE).equals(properties.path(VALUE))
            || !before.path(GENERATE).equals(properties.path(GENERATE));
    String id = current.physicalId();
    secrets.updateSecret(
        r ->
            r.secretId(id)
                .description(Properties.text(properties, "Description").orElse(""))
                .kmsKeyId(Properties.text(properties, "KmsKeyId").orElse(null))
                .secretString(changed ? value(properties).orElse(null) : null));
    Map<String, String> tags = ResourceTags.of(request);
    Set<String> gone =
        new TreeSet<>(Secrets.tags(secrets.describeSecret(r -> r.secretId(id)).tags()).keySet());
    gone.removeAll(tags.keySet());
    secrets.untagResource(r -> r.secretId(id).tagKeys(gone));
    secrets.tagResource(r -> r.secretId(id).tags(Secrets.list(tags)));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    SecretsManagerClient secrets = request.account().client(SecretsManagerClient.class);
    // What is in it is nobody's business, and may well be put there by hand.
    return find(secrets, current.physicalId())
        .filter(secret -> secret.deletedDate() == null)
        .map(
            secret ->
                LiveProperties.of(request)
                    .members(secret)
                    .unread(VALUE, GENERATE)
                    .tags(Secrets.tags(secret.tags()))
                    .json());
  }

  /** As CloudFormation does: at once, so that a stack of the same names can be made again. */
  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request
          .account()
          .client(SecretsManagerClient.class)
          .deleteSecret(r -> r.secretId(current.physicalId()).forceDeleteWithoutRecovery(true));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static Resource resource(String arn) {
    return new Resource(arn, Map.of("Id", arn));
  }

  private static Optional<DescribeSecretResponse> find(SecretsManagerClient secrets, String name) {
    try {
      return Optional.of(secrets.describeSecret(r -> r.secretId(name)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(JsonNode properties) {
    if (properties.has(VALUE) && properties.has(GENERATE)) {
      throw SecretErrors.invalid(
          "You can't specify both a value for SecretString and GenerateSecretString.");
    }
    return properties.has(GENERATE)
        ? Optional.of(generated(properties.get(GENERATE)))
        : Properties.text(properties, VALUE);
  }

  private static String generated(JsonNode how) {
    ObjectNode rules = how.deepCopy();
    Optional<JsonNode> template = Optional.ofNullable(rules.remove("SecretStringTemplate"));
    Optional<JsonNode> key = Optional.ofNullable(rules.remove("GenerateStringKey"));
    String password = Passwords.random(SdkJson.read(rules, GetRandomPasswordRequest.builder()));
    if (template.isEmpty() || key.isEmpty()) {
      return password;
    }
    try {
      return ((ObjectNode) JSON.readTree(template.get().asText()))
          .put(key.get().asText(), password)
          .toString();
    } catch (JsonProcessingException | ClassCastException e) {
      throw SecretErrors.invalid("SecretStringTemplate must be a JSON object.");
    }
  }
}
