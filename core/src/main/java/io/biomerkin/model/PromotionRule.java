package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/**
 * How a release comes into an environment: only from another one, and only when it fulfils what is
 * required.
 *
 * @param to the environment that is guarded
 * @param from the environment the release must run in
 * @param requirements what the release must fulfil there
 */
public record PromotionRule(String to, String from, List<Requirement> requirements) {

  /** Copies its list. */
  public PromotionRule {
    requirements = List.copyOf(requirements);
  }

  /** Something a release must fulfil. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Soaked.class, name = "soaked"),
    @JsonSubTypes.Type(value = Approvals.class, name = "approvals")
  })
  public sealed interface Requirement {}

  /** Its verification passed. */
  public record Verified() implements Requirement {}

  /**
   * It has run for a while.
   *
   * @param time how long
   */
  public record Soaked(Duration time) implements Requirement {}

  /**
   * People other than its deployer approved it.
   *
   * @param count how many
   */
  public record Approvals(int count) implements Requirement {}
}
