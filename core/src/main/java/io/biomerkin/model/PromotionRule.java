package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a release comes into an environment: only from another one, and only when it fulfils what is
 * required.
 *
 * @param to the environment that is guarded
 * @param from the environment the release must come from
 * @param requirements what the release must fulfil
 */
public record PromotionRule(String to, String from, List<Requirement> requirements) {

  /** Copies its list. */
  public PromotionRule {
    requirements = List.copyOf(requirements);
  }

  /** The requirements of one kind. */
  public <T extends Requirement> List<T> all(Class<T> kind) {
    return requirements.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Something a release must fulfil. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Soaked.class, name = "soaked"),
    @JsonSubTypes.Type(value = Approvals.class, name = "approvals"),
    @JsonSubTypes.Type(value = Branch.class, name = "branch"),
    @JsonSubTypes.Type(value = SignedCommit.class, name = "signedCommit"),
    @JsonSubTypes.Type(value = Condition.class, name = "condition")
  })
  public sealed interface Requirement {}

  /** Its verification in the environment it comes from passed. */
  public record Verified() implements Requirement {}

  /**
   * It has run, verified, in the environment it comes from for a while; a rollback that takes it
   * back there begins the count anew.
   *
   * @param time how long
   */
  public record Soaked(Duration time) implements Requirement {}

  /**
   * Distinct people approved it for this environment; whoever deployed or promotes it does not
   * count.
   *
   * @param count how many
   * @param signed whether only approvals count whose signature is good
   * @param independent whether the author of the release's commit does not count either
   * @param within how long an approval is valid; empty for ever
   */
  public record Approvals(int count, boolean signed, boolean independent, Optional<Duration> within)
      implements Requirement {}

  /**
   * Its commit is part of a branch.
   *
   * @param name the branch's short name, e.g. {@code main}
   */
  public record Branch(String name) implements Requirement {}

  /** The signature of its commit is good. */
  public record SignedCommit() implements Requirement {}

  /**
   * Something else that holds for its record.
   *
   * @param name what people call it
   * @param holds what must be true of the release
   */
  public record Condition(String name, Expression holds) implements Requirement {}
}
