package io.biomerkin.ledger;

import io.biomerkin.ledger.Decision.Kind;
import io.biomerkin.ledger.ReleaseMessage.Marker;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import java.util.Locale;

/** A decision as the name and the message of its tag, and back. */
final class DecisionMessage {

  private DecisionMessage() {}

  /**
   * The name of its tag. A release is approved by many, and by the same person anew; it is rejected
   * once.
   */
  static String name(Decision decision) {
    String name =
        folder(decision.kind(), decision.application(), decision.environment())
            + "/"
            + decision.release().release();
    return decision.kind() == Kind.REJECT
        ? name
        : name + "/" + who(decision.by()) + "-" + ReleaseId.at(decision.at());
  }

  /** Where the tags of such decisions are: {@code <application>/<environment>/approve}. */
  static String folder(Kind kind, String application, String environment) {
    return application + "/" + environment + "/" + kind.folder();
  }

  /** For people who list tags: the tagger alone tells who it was. */
  private static String who(String by) {
    String address = Identity.address(by).toLowerCase(Locale.ROOT);
    String safe = address.substring(0, Math.max(0, address.indexOf('@')));
    return "by-" + safe.replaceAll("[^a-z0-9]+", "-");
  }

  /** The tag of a decision. */
  static Marker marker(Decision decision, Markers markers) {
    return new Marker(
        name(decision), decision.commit(), decision.by(), decision.at(), format(decision, markers));
  }

  private static String format(Decision decision, Markers markers) {
    StringBuilder message = new StringBuilder();
    message
        .append(Escapes.escape(decision.application()))
        .append(' ')
        .append(decision.release().release())
        .append(' ')
        .append(decision.kind().words())
        .append(' ')
        .append(Escapes.escape(decision.environment()))
        .append("\n\n");
    message.append("Release: ").append(decision.release().release()).append('\n');
    message.append("From: ").append(Escapes.escape(decision.release().environment())).append('\n');
    message.append("Environment: ").append(Escapes.escape(decision.environment())).append('\n');
    decision
        .message()
        .ifPresent(why -> message.append("Message: ").append(Escapes.escape(why)).append('\n'));
    TryOut.trailer(markers).ifPresent(line -> message.append(line).append('\n'));
    return message.toString();
  }

  /** The decision that the tag tells; in doubt when its name and its message disagree. */
  static Believed<Decision> parse(Kind kind, Marker marker, Markers markers) {
    try {
      if (Identity.address(marker.by()).isBlank()) {
        return Believed.not(marker.name(), "it does not say who made it");
      }
      Trailers trailers = Trailers.of(marker.message());
      TryOut.require(trailers, markers);
      Decision decision =
          new Decision(
              kind,
              marker.name().substring(0, Math.max(0, marker.name().indexOf('/'))),
              Escapes.unescape(trailers.required("Environment")),
              new Release.Origin(
                  Escapes.unescape(trailers.required("From")),
                  new ReleaseId(trailers.required("Release"))),
              marker.commit(),
              marker.by(),
              marker.at(),
              trailers.one("Message").map(Escapes::unescape));
      String prefix = folder(kind, decision.application(), decision.environment());
      boolean same = marker.name().startsWith(prefix + "/" + decision.release().release());
      return same
          ? Believed.of(decision)
          : Believed.not(
              marker.name(),
              "its trailers tell of release "
                  + decision.release().release()
                  + " for "
                  + decision.environment());
    } catch (IllegalArgumentException e) {
      return Believed.not(marker.name(), String.valueOf(e.getMessage()));
    }
  }
}
