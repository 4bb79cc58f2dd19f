package io.biomerkin.cloud.local.secretsmanager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A secret as kept.
 *
 * @param name its name
 * @param arn its ARN, six random letters at its end
 * @param description what it is for
 * @param kmsKeyId the key it is said to be encrypted with
 * @param created when it was created
 * @param changed when it last changed
 * @param deletion when it will be gone, if it was deleted
 * @param versions its values that carry a stage, by version id
 * @param tags its tags
 */
record Secret(
    String name,
    String arn,
    Optional<String> description,
    Optional<String> kmsKeyId,
    Instant created,
    Instant changed,
    Optional<Instant> deletion,
    Map<String, Value> versions,
    Map<String, String> tags) {

  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";

  /**
   * One value.
   *
   * @param text the value, if it is text
   * @param binary the value in Base64, if it is not
   * @param stages its stages
   * @param created when it was put
   */
  record Value(
      Optional<String> text, Optional<String> binary, Set<String> stages, Instant created) {

    boolean isSame(Value other) {
      return text.equals(other.text) && binary.equals(other.binary);
    }

    Value withStages(Set<String> changed) {
      return new Value(text, binary, changed, created);
    }
  }

  Optional<Map.Entry<String, Value>> staged(String stage) {
    return versions.entrySet().stream()
        .filter(entry -> entry.getValue().stages().contains(stage))
        .findFirst();
  }

  /** With a new value; a stage moves to it, and what was current becomes the previous. */
  Secret plus(String id, Value value, Instant now) {
    Map<String, Value> changed = new TreeMap<>(versions);
    boolean current = value.stages().contains(CURRENT);
    for (Map.Entry<String, Value> entry : versions.entrySet()) {
      Set<String> stages = new TreeSet<>(entry.getValue().stages());
      boolean wasCurrent = stages.contains(CURRENT);
      stages.removeAll(value.stages());
      if (current) {
        stages.remove(PREVIOUS);
        if (wasCurrent) {
          stages.add(PREVIOUS);
        }
      }
      changed.put(entry.getKey(), entry.getValue().withStages(stages));
    }
    changed.put(id, value);
    changed.values().removeIf(old -> old.stages().isEmpty());
    return new Secret(name, arn, description, kmsKeyId, created, now, deletion, changed, tags);
  }

  Secret described(Optional<String> text, Optional<String> key, Instant now) {
    return new Secret(name, arn, text, key, created, now, deletion, versions, tags);
  }

  Secret deletedAt(Optional<Instant> moment) {
    return new Secret(name, arn, description, kmsKeyId, created, changed, moment, versions, tags);
  }

  Secret withTags(Map<String, String> map) {
    return new Secret(name, arn, description, kmsKeyId, created, changed, deletion, versions, map);
  }

  Map<String, List<String>> stages() {
    Map<String, List<String>> stages = new TreeMap<>();
    versions.forEach((id, value) -> stages.put(id, new ArrayList<>(value.stages())));
    return stages;
  }

  static Set<String> stagesOr(List<String> given) {
    return given.isEmpty() ? Set.of(CURRENT) : new HashSet<>(given);
  }
}
