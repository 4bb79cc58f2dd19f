package io.biomerkin.cloud.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * A group as it is kept.
 *
 * @param group the SDK's group
 * @param tags its tags
 */
record LogGroupRecord(ObjectNode group, Map<String, String> tags) {

  LogGroupRecord {
    tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  static LogGroupRecord of(LogGroup group, Map<String, String> tags) {
    return new LogGroupRecord(SdkJson.write(group), tags);
  }

  LogGroup toGroup() {
    return SdkJson.read(group, LogGroup.builder());
  }
}
