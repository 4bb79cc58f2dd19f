package io.biomerkin.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.model.ReleaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets code and release enter a synthesized template, without CDK: the S3 key of each function's
 * package, and the name of each {@code Version}, which follows from its function's properties and
 * code so that a new one is published exactly when one of them changes.
 */
public final class CodeBinding {

  /** The member of a function's metadata that names its agent. */
  static final String AGENT = "Agent";

  private static final String BUNDLES = "bundles/";

  private CodeBinding() {}

  /**
   * Binds code and release.
   *
   * @param synthesized what {@link Synthesizer} made
   * @param code SHA-256 of each agent's code package, hexadecimal, by the agent's name
   * @param release the release
   * @param inputDigest digest of everything it is made from
   * @throws IllegalArgumentException when an agent of the template has no code
   */
  public static Template bind(
      Template synthesized, Map<String, String> code, ReleaseId release, String inputDigest) {
    ObjectNode json = synthesized.json();
    ObjectNode resources = (ObjectNode) json.path("Resources");
    Map<String, String> hashes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      if (isFunction(resource.getValue())) {
        bindCode((ObjectNode) resource.getValue(), code);
        hashes.put(resource.getKey(), Template.hash(resource.getValue().path("Properties")));
      }
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String function = resource.getValue().at("/Properties/FunctionName/Ref").asText();
      if (isVersion(resource.getValue()) && hashes.containsKey(function)) {
        versions.put(resource.getKey(), resource.getKey() + hashes.get(function));
      }
    }
    ObjectNode renamed = new LogicalIds(versions).renameIn(json);
    output(renamed, "InputDigest", inputDigest);
    output(renamed, "ReleaseId", release.text());
    return Template.of(renamed);
  }

  /**
   * The same template for another release: a rollback replays it under an id of its own. The stack
   * then tells what it restores, so that a rollback that was interrupted is known as one.
   */
  public static Template rebind(Template bound, ReleaseId release, ReleaseId restores) {
    ObjectNode json = bound.json();
    output(json, "ReleaseId", release.text());
    output(json, "Restores", restores.text());
    return Template.of(json);
  }

  /** SHA-256 of each agent's code package, as a bound template tells it. */
  public static Map<String, String> codeOf(Template bound) {
    Map<String, String> code = new TreeMap<>();
    for (JsonNode resource : bound.json().path("Resources")) {
      if (isFunction(resource)) {
        String key = resource.path("Properties").path("Code").path("S3Key").asText();
        String digest = key.replaceFirst("^" + BUNDLES, "").replaceFirst("\\.zip$", "");
        code.put(resource.path("Metadata").path(AGENT).asText(), digest);
      }
    }
    return code;
  }

  private static boolean isFunction(JsonNode resource) {
    return resource.path("Type").asText().equals("AWS::Lambda::Function");
  }

  private static void bindCode(ObjectNode function, Map<String, String> code) {
    String agent = function.path("Metadata").path(AGENT).asText();
    String digest = code.get(agent);
    if (digest == null) {
      throw new IllegalArgumentException("no code for agent " + agent);
    }
    ((ObjectNode) function.path("Properties").path("Code")).put("S3Key", BUNDLES + digest + ".zip");
  }

  private static void output(ObjectNode json, String name, String value) {
    json.withObject("/Outputs").putObject(name).put("Value", value);
  }

  static boolean isVersion(JsonNode resource) {
    return resource.path("Type").asText().equals("AWS::Lambda::Version");
  }
}
