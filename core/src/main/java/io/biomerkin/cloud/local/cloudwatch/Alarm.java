package io.biomerkin.cloud.local.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * An alarm as kept.
 *
 * @param name its name
 * @param definition the request that put it
 * @param tags its tags
 * @param configured when it was put
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
 * @param reason why
 * @param updated since when
 * @param setByHand whether the state was set, and holds until something newer is measured
 */
record Alarm(
    String name,
    ObjectNode definition,
    Map<String, String> tags,
    Instant configured,
    String state,
    String reason,
    Instant updated,
    boolean setByHand) {

  static final String OK = "OK";
  static final String ALARM = "ALARM";
  static final String INSUFFICIENT = "INSUFFICIENT_DATA";

  Alarm withState(String changed, String why, Instant now, boolean byHand) {
    return new Alarm(name, definition, tags, configured, changed, why, now, byHand);
  }

  Alarm with(ObjectNode changed, Instant now) {
    return new Alarm(name, changed, tags, now, state, reason, updated, setByHand);
  }

  Alarm withTags(Map<String, String> changed) {
    return new Alarm(name, definition, changed, configured, state, reason, updated, setByHand);
  }
}
