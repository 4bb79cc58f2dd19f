package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Applies the patch operations of update calls to a configuration. */
final class Patches {

  private static final Map<String, String> METHOD_SETTINGS =
      Map.of(
          "metrics/enabled", "metricsEnabled",
          "logging/loglevel", "loggingLevel",
          "logging/dataTrace", "dataTraceEnabled",
          "throttling/burstLimit", "throttlingBurstLimit",
          "throttling/rateLimit", "throttlingRateLimit",
          "caching/enabled", "cachingEnabled",
          "caching/ttlInSeconds", "cacheTtlInSeconds",
          "caching/dataEncrypted", "cacheDataEncrypted");

  private Patches() {}

  /**
   * The configuration with the operations applied; others than replace, add, remove are refused.
   */
  static ObjectNode applied(ObjectNode node, List<PatchOperation> operations) {
    ObjectNode patched = node.deepCopy();
    for (PatchOperation operation : operations) {
      if (operation.op() != Op.REPLACE && operation.op() != Op.ADD && operation.op() != Op.REMOVE) {
        throw ApiErrors.badRequest("Invalid patch operation specified: " + operation.opAsString());
      }
      apply(patched, operation);
    }
    return patched;
  }

  private static void apply(ObjectNode node, PatchOperation operation) {
    String[] parts = operation.path().replaceFirst("^/", "").split("/", -1);
    ObjectNode parent = node;
    String member = parts[parts.length - 1];
    if (parts.length == 4) {
      String setting = METHOD_SETTINGS.get(parts[2] + "/" + parts[3]);
      if (setting == null) {
        throw ApiErrors.badRequest("Invalid method setting path: " + operation.path());
      }
      String method = parts[0] + "/" + parts[1];
      parent = child(child(node, "methodSettings"), method);
      member = setting;
    } else if (parts.length == 2) {
      parent = child(node, parts[0]);
    } else if (parts.length != 1) {
      throw ApiErrors.badRequest("Invalid patch path " + operation.path());
    }
    if (operation.op() == Op.REMOVE) {
      parent.remove(member);
    } else {
      parent.put(member, operation.value());
    }
  }

  private static ObjectNode child(ObjectNode node, String member) {
    return node.get(member) instanceof ObjectNode object ? object : node.putObject(member);
  }
}
