package io.biomerkin.cloud.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A rule as it is kept.
 *
 * @param rule the SDK's rule
 * @param targets its targets, by id
 * @param tags its tags
 */
record RuleRecord(ObjectNode rule, Map<String, ObjectNode> targets, Map<String, String> tags) {

  RuleRecord {
    targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  Rule toRule() {
    return SdkJson.read(rule, Rule.builder());
  }

  List<Target> allTargets() {
    return targets.values().stream().map(node -> SdkJson.read(node, Target.builder())).toList();
  }

  RuleRecord withTargets(Map<String, ObjectNode> changed) {
    return new RuleRecord(rule, changed, tags);
  }

  RuleRecord withTags(Map<String, String> changed) {
    return new RuleRecord(rule, targets, changed);
  }
}
