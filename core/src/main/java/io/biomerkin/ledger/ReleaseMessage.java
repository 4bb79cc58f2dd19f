package io.biomerkin.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A release as the message of its tag, one line for people and then Git trailers, and back. */
final class ReleaseMessage {

  private static final String TRY_OUT = "Try-Out";

  private ReleaseMessage() {}

  /** The message; a local marker says in it that it is a try-out. */
  static String format(Release release, Markers markers) {
    StringBuilder message = new StringBuilder(subject(release)).append("\n\n");
    line(message, "Release", release.id().text());
    line(message, "Environment", Escapes.escape(release.environment()));
    line(message, "Template", Escapes.escape(release.template()));
    agentsByDigest(release.code())
        .forEach((digest, agents) -> line(message, "Code", digest + " agents=" + agents));
    release.restores().ifPresent(earlier -> line(message, "Restores", earlier.text()));
    line(message, "Verified", release.verification().toString());
    if (!release.checks().isEmpty()) {
      line(message, "Checks", pairs(release.checks()));
    }
    release.emergency().ifPresent(why -> line(message, "Emergency", Escapes.escape(why)));
    if (markers == Markers.LOCAL) {
      line(message, TRY_OUT, "embedded cloud");
    }
    return message.toString();
  }

  /**
   * The release that the message tells of, or empty when it is of another kind, of another
   * environment, a try-out in place of the real thing, or damaged.
   */
  static Optional<Release> parse(Marker marker, Markers markers) {
    Trailers trailers = Trailers.of(marker.message());
    if (trailers.first(TRY_OUT).isPresent() != (markers == Markers.LOCAL)) {
      return Optional.empty();
    }
    try {
      Release release = read(marker, trailers);
      boolean ours = marker.name().equals(name(release));
      return ours ? Optional.of(release) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code <application>/<environment>/<release>}. */
  static String name(Release release) {
    return release.application() + "/" + release.environment() + "/" + release.id();
  }

  private static Release read(Marker marker, Trailers trailers) {
    return new Release(
        new ReleaseId(trailers.required("Release")),
        marker.name().substring(0, Math.max(0, marker.name().indexOf('/'))),
        Escapes.unescape(trailers.required("Environment")),
        marker.commit(),
        marker.by(),
        marker.at(),
        Escapes.unescape(trailers.required("Template")),
        code(trailers.all("Code")),
        verification(trailers.required("Verified")),
        pairs(trailers.first("Checks").orElse("")),
        trailers.first("Restores").map(ReleaseId::new),
        trailers.first("Emergency").map(Escapes::unescape));
  }

  private static String subject(Release release) {
    String deployed =
        "%s %s deployed to %s"
            .formatted(
                Escapes.escape(release.application()),
                release.id(),
                Escapes.escape(release.environment()));
    return deployed + release.restores().map(earlier -> ", restoring " + earlier).orElse("");
  }

  private static void line(StringBuilder message, String key, String value) {
    message.append(key).append(": ").append(value).append('\n');
  }

  private static Map<String, String> agentsByDigest(Map<String, String> code) {
    return code.entrySet().stream()
        .collect(
            groupingBy(
                agent -> Escapes.escapeItem(agent.getValue()),
                TreeMap::new,
                mapping(agent -> Escapes.escapeItem(agent.getKey()), joining(","))));
  }

  private static Map<String, String> code(List<String> lines) {
    Map<String, String> code = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split(" agents=", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException("not a code trailer: " + line);
      }
      for (String agent : parts[1].split(",", -1)) {
        code.put(Escapes.unescape(agent), Escapes.unescape(parts[0]));
      }
    }
    return code;
  }

  private static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(p -> Escapes.escapeItem(p.getKey()) + "=" + Escapes.escapeItem(p.getValue()))
        .collect(joining(" "));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : List.of(text.split(" "))) {
      int sign = pair.indexOf('=');
      if (sign >= 0) {
        pairs.put(
            Escapes.unescape(pair.substring(0, sign)), Escapes.unescape(pair.substring(sign + 1)));
      }
    }
    return pairs;
  }

  private static Verification verification(String text) {
    if (text.equals("skipped")) {
      return Verification.SKIPPED;
    }
    List<Integer> counts =
        List.of(text.split("/")).stream().map(Integer::valueOf).collect(toList());
    if (counts.size() != 2) {
      throw new IllegalArgumentException("not a verification: " + text);
    }
    return new Verification(counts.get(0), counts.get(1));
  }

  /**
   * What a tag says.
   *
   * @param name its name without the prefix of its kind
   * @param commit the full id of the tagged commit
   * @param by who made it, {@code Name <address>}
   * @param at when
   * @param message its text, without a signature
   */
  record Marker(String name, String commit, String by, Instant at, String message) {}
}
