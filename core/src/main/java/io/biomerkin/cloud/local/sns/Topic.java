package io.biomerkin.cloud.local.sns;

import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as kept.
 *
 * @param name its name
 * @param attributes what was set of it
 * @param tags its tags
 */
record Topic(String name, Map<String, String> attributes, Map<String, String> tags) {

  Topic with(String attribute, String value) {
    Map<String, String> changed = new TreeMap<>(attributes);
    if (value.isEmpty()) {
      changed.remove(attribute);
    } else {
      changed.put(attribute, value);
    }
    return new Topic(name, changed, tags);
  }

  Topic withTags(Map<String, String> changed) {
    return new Topic(name, attributes, changed);
  }
}
