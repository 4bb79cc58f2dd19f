package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** How traffic reaches a new release. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rollout.AllAtOnce.class, name = "allAtOnce"),
  @JsonSubTypes.Type(value = Rollout.Canary.class, name = "canary"),
  @JsonSubTypes.Type(value = Rollout.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Rollout.BlueGreen.class, name = "blueGreen")
})
public sealed interface Rollout {

  /** All of it at once. */
  record AllAtOnce() implements Rollout {}

  /**
   * A part first, the rest after a while without alarms.
   *
   * @param percent the part, 1 to 99
   * @param bake how long the part is watched
   */
  record Canary(int percent, Duration bake) implements Rollout {}

  /**
   * Equal steps.
   *
   * @param percent each step, 1 to 99
   * @param every the time between two steps
   */
  record Linear(int percent, Duration every) implements Rollout {}

  /**
   * The new release stands beside the old one, then all traffic moves.
   *
   * @param bake how long the old one is kept to go back to
   */
  record BlueGreen(Duration bake) implements Rollout {}
}
