package io.biomerkin.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a release's record, by the names that a condition calls them. */
public final class ReleaseParts {

  private static final List<String> NAMES =
      List.of(
          "id",
          "application",
          "environment",
          "commit",
          "by",
          "at",
          "template",
          "topology",
          "code",
          "verification",
          "checks",
          "restores",
          "promotedFrom",
          "triggeredBy",
          "emergency");

  /** An empty list stands for names that each release has its own of: agents, checks. */
  private static final Map<String, List<String>> WITH_PARTS =
      Map.of(
          "code",
          List.of(),
          "verification",
          List.of("passed", "total"),
          "checks",
          List.of(),
          "promotedFrom",
          List.of("environment", "release"));

  private ReleaseParts() {}

  /** All of them, in the order of the record. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The names within a part, none where each release has its own; empty for a part that is one
   * value.
   */
  public static Optional<List<String>> within(String part) {
    return Optional.ofNullable(WITH_PARTS.get(part));
  }

  /** The text or number at a path; empty when this release has none. */
  static Optional<Object> value(Release release, List<String> path) {
    Optional<Object> value = Optional.of(values(release));
    for (String name : path) {
      value = value.flatMap(v -> v instanceof Map<?, ?> parts ? part(parts, name) : none());
    }
    return value.filter(v -> !(v instanceof Map));
  }

  private static Optional<Object> part(Map<?, ?> parts, String name) {
    return Optional.ofNullable(parts.get(name));
  }

  private static Optional<Object> none() {
    return Optional.empty();
  }

  private static Map<String, Object> values(Release release) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", release.id().text());
    values.put("application", release.application());
    values.put("environment", release.environment());
    values.put("commit", release.commit());
    values.put("by", release.by());
    values.put("at", release.at().toString());
    values.put("template", release.template());
    values.put("topology", release.topology());
    values.put("code", release.code());
    Release.Verification verification = release.verification();
    values.put(
        "verification", Map.of("passed", verification.passed(), "total", verification.total()));
    values.put("checks", release.checks());
    release.restores().ifPresent(id -> values.put("restores", id.text()));
    release
        .promotedFrom()
        .ifPresent(
            origin ->
                values.put(
                    "promotedFrom",
                    Map.of(
                        "environment", origin.environment(), "release", origin.release().text())));
    release.triggeredBy().ifPresent(who -> values.put("triggeredBy", who));
    release.emergency().ifPresent(why -> values.put("emergency", why));
    return values;
  }
}
