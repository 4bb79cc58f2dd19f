package io.biomerkin.cloud.local.ssm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter as kept.
 *
 * @param name its name
 * @param versions oldest first, never empty; at most a hundred, as on AWS
 * @param tags its tags
 */
record StoredParameter(String name, List<Version> versions, Map<String, String> tags) {

  private static final int MOST_VERSIONS = 100;

  /**
   * One version.
   *
   * @param number counted from 1
   * @param value its value
   * @param type {@code String}, {@code StringList} or {@code SecureString}
   * @param tier {@code Standard} or {@code Advanced}
   * @param dataType {@code text} or what else was said
   * @param description what it is for
   * @param allowedPattern what its values must match
   * @param modified when it was put
   */
  record Version(
      long number,
      String value,
      String type,
      String tier,
      String dataType,
      Optional<String> description,
      Optional<String> allowedPattern,
      Instant modified) {

    boolean isSecure() {
      return type.equals("SecureString");
    }
  }

  @JsonIgnore
  Version latest() {
    return versions.get(versions.size() - 1);
  }

  Optional<Version> version(long number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  StoredParameter plus(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new StoredParameter(
        name, all.subList(Math.max(0, all.size() - MOST_VERSIONS), all.size()), tags);
  }

  StoredParameter withTags(Map<String, String> changed) {
    return new StoredParameter(name, versions, changed);
  }
}
