package io.biomerkin.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release as the message of its tag, one line for people and then Git trailers, and back. */
final class ReleaseMessage {

  private static final String AGENTS = " agents=";
  private static final Pattern COUNTS = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  private ReleaseMessage() {}

  /** The tag of a release. */
  static Marker marker(Release release, Markers markers) {
    return new Marker(
        name(release), release.commit(), release.by(), release.at(), format(release, markers));
  }

  /** The message; a local marker says in it that it is a try-out. */
  static String format(Release release, Markers markers) {
    StringBuilder message = new StringBuilder(subject(release)).append("\n\n");
    line(message, "Release", release.id().text());
    line(message, "Environment", Escapes.escape(release.environment()));
    line(message, "Template", Escapes.escape(release.template()));
    line(message, "Topology", Escapes.escape(release.topology()));
    agentsByDigest(release.code())
        .forEach((digest, agents) -> line(message, "Code", digest + AGENTS + agents));
    release.restores().ifPresent(earlier -> line(message, "Restores", earlier.text()));
    release
        .promotedFrom()
        .ifPresent(
            origin ->
                line(
                    message,
                    "Promoted-From",
                    Escapes.escape(origin.environment()) + "/" + origin.release()));
    line(message, "Verified", release.verification().toString());
    if (!release.checks().isEmpty()) {
      line(message, "Checks", pairs(release.checks()));
    }
    release.triggeredBy().ifPresent(who -> line(message, "Triggered-By", Escapes.escape(who)));
    release.emergency().ifPresent(why -> line(message, "Emergency", Escapes.escape(why)));
    TryOut.trailer(markers).ifPresent(line -> message.append(line).append('\n'));
    return message.toString();
  }

  /**
   * The release that the message tells of; in doubt when it is of another kind, of another
   * environment, a try-out in place of the real thing, or damaged.
   */
  static Believed<Release> parse(Marker marker, Markers markers) {
    try {
      Trailers trailers = Trailers.of(marker.message());
      TryOut.require(trailers, markers);
      Release release = read(marker, trailers);
      return marker.name().equals(name(release))
          ? Believed.of(release)
          : Believed.not(
              marker.name(),
              "its trailers tell of release " + release.id() + " in " + release.environment());
    } catch (IllegalArgumentException e) {
      return Believed.not(marker.name(), String.valueOf(e.getMessage()));
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
        Escapes.unescape(trailers.required("Topology")),
        code(trailers.all("Code")),
        verification(trailers.required("Verified")),
        pairs(trailers.one("Checks").orElse("")),
        trailers.one("Restores").map(ReleaseId::new),
        trailers.one("Promoted-From").map(ReleaseMessage::origin),
        trailers.one("Triggered-By").map(Escapes::unescape),
        trailers.one("Emergency").map(Escapes::unescape));
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
      // No regular expression: every tag there is comes through here.
      int end = line.indexOf(AGENTS);
      if (end < 0 || line.indexOf(AGENTS, end + 1) >= 0) {
        throw new IllegalArgumentException("its trailer Code is damaged");
      }
      String digest = Escapes.unescape(line.substring(0, end));
      for (String agent : line.substring(end + AGENTS.length()).split(",", -1)) {
        if (code.put(Escapes.unescape(agent), digest) != null) {
          throw new IllegalArgumentException("its trailers give agent " + agent + " two packages");
        }
      }
    }
    return code;
  }

  private static Release.Origin origin(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("its trailer Promoted-From is damaged");
    }
    return new Release.Origin(
        Escapes.unescape(text.substring(0, slash)), new ReleaseId(text.substring(slash + 1)));
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
    Matcher counts = COUNTS.matcher(text);
    if (!counts.matches()) {
      throw new IllegalArgumentException("its trailer Verified is damaged");
    }
    return new Verification(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)));
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
