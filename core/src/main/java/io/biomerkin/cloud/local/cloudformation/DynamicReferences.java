package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * {@code {{resolve:ssm:…}}}, {@code ssm-secure} and {@code secretsmanager}: put in just before a
 * resource type is called, so that a stack keeps the reference and not the secret.
 */
final class DynamicReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([^}]*)}}");

  private final LocalAccount account;

  DynamicReferences(LocalAccount account) {
    this.account = account;
  }

  /** The properties with every reference resolved. */
  ObjectNode resolved(ObjectNode properties) {
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    properties.properties().forEach(e -> resolved.set(e.getKey(), resolve(e.getValue())));
    return resolved;
  }

  private JsonNode resolve(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return resolved(object);
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(resolve(element)));
      return array;
    }
    if (node.isTextual() && node.asText().contains("{{resolve:")) {
      String text =
          REFERENCE
              .matcher(node.asText())
              .replaceAll(match -> Matcher.quoteReplacement(value(match)));
      return JsonNodeFactory.instance.textNode(text);
    }
    return node;
  }

  private String value(MatchResult match) {
    String reference = match.group(1);
    int colon = reference.indexOf(':');
    String service = colon < 0 ? reference : reference.substring(0, colon);
    String key = colon < 0 ? "" : reference.substring(colon + 1);
    return switch (service) {
      case "ssm", "ssm-secure" -> parameter(key);
      case "secretsmanager" -> secret(key);
      default ->
          throw Errors.validation(
              "Could not parse dynamic reference: {{resolve:" + reference + "}}");
    };
  }

  private String parameter(String name) {
    return account
        .client(SsmClient.class)
        .getParameter(request -> request.name(name).withDecryption(true))
        .parameter()
        .value();
  }

  /**
   * {@code secret-id[:SecretString[:json-key[:version-stage[:version-id]]]]}; the id may be an ARN.
   */
  private String secret(String key) {
    boolean isArn = key.startsWith("arn:");
    List<String> parts = List.of(key.split(":", -1));
    int idParts = isArn ? 7 : 1;
    String id = String.join(":", parts.subList(0, Math.min(idParts, parts.size())));
    GetSecretValueRequest.Builder request = GetSecretValueRequest.builder().secretId(id);
    if (!part(parts, idParts + 2).isEmpty()) {
      request.versionStage(part(parts, idParts + 2));
    }
    if (!part(parts, idParts + 3).isEmpty()) {
      request.versionId(part(parts, idParts + 3));
    }
    String secret =
        account.client(SecretsManagerClient.class).getSecretValue(request.build()).secretString();
    String member = part(parts, idParts + 1);
    return member.isEmpty() ? secret : member(secret, member, id);
  }

  private static String member(String secret, String member, String id) {
    try {
      JsonNode value = new JsonMapper().readTree(secret).path(member);
      if (value.isValueNode() && !value.isNull()) {
        return value.asText();
      }
    } catch (JsonProcessingException e) {
      throw Errors.validation(
          "Could not parse SecretString JSON in the secret " + id + " of a dynamic reference");
    }
    throw Errors.validation(
        "Could not find a value associated with JSONKey in SecretString of the secret " + id);
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
