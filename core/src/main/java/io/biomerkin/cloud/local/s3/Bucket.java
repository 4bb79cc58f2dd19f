package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bucket as kept.
 *
 * @param name its name
 * @param created when it was created
 * @param versioning empty, {@code Enabled} or {@code Suspended}
 * @param settings its other configurations by name, as {@link io.biomerkin.cloud.local.sdk.SdkJson}
 *     writes them
 */
record Bucket(String name, Instant created, String versioning, Map<String, JsonNode> settings) {

  boolean isVersioned() {
    return versioning.equals("Enabled");
  }

  Bucket withVersioning(String status) {
    return new Bucket(name, created, status, settings);
  }

  Bucket with(String setting, JsonNode value) {
    Map<String, JsonNode> changed = new TreeMap<>(settings);
    changed.put(setting, value);
    return new Bucket(name, created, versioning, changed);
  }

  Bucket without(String setting) {
    Map<String, JsonNode> changed = new TreeMap<>(settings);
    changed.remove(setting);
    return new Bucket(name, created, versioning, changed);
  }
}
