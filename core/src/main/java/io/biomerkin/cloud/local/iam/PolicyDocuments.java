package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.cloud.local.sdk.Refusal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** Policy documents as text: checked when they come in, encoded when they go out. */
final class PolicyDocuments {

  private static final JsonMapper MAPPER = new JsonMapper();

  private PolicyDocuments() {}

  /** The document, if it is one. */
  static String checked(String document) {
    JsonNode statements = parse(document).path("Statement");
    if (statements.isMissingNode() || statements.isEmpty()) {
      throw malformed("Syntax errors in policy.");
    }
    for (JsonNode statement : PolicyStatement.each(statements)) {
      if (!statement.path("Effect").asText().matches("Allow|Deny")) {
        throw malformed("Syntax errors in policy.");
      }
      if (!statement.has("Action") && !statement.has("NotAction")) {
        throw malformed("Policy statement must contain actions.");
      }
    }
    return document;
  }

  /** A document as JSON. */
  static JsonNode parse(String document) {
    try {
      return MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw malformed("This policy contains invalid Json");
    }
  }

  /** As IAM gives documents: percent-encoded. */
  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The document that IAM gave. */
  static String decoded(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static RuntimeException malformed(String message) {
    return Refusal.of(
        MalformedPolicyDocumentException.builder(), "Iam", 400, "MalformedPolicyDocument", message);
  }
}
