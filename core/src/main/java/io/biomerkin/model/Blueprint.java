package io.biomerkin.model;

import java.util.List;
import java.util.Optional;

/**
 * Everything one {@code deployment.groovy} says. A blueprint made by hand is not checked by its
 * constructor; {@link BlueprintRules#problems} tells everything that is wrong with it.
 *
 * @param application the name every resource starts with, e.g. {@code biomerkin}
 * @param topology what the system consists of
 * @param environments where it runs, in the order of declaration
 * @param promotions how a release comes into an environment; at most one rule an environment
 * @param checks what must pass before a deployment
 * @param workflow the test workflow that a verification runs
 * @param notifications who is told
 * @param ledger how the markers are shared
 */
public record Blueprint(
    String application,
    Topology topology,
    List<Environment> environments,
    List<PromotionRule> promotions,
    List<Check> checks,
    Optional<TestWorkflow> workflow,
    List<Notification> notifications,
    Ledger ledger) {

  /** Copies its lists. */
  public Blueprint {
    environments = List.copyOf(environments);
    promotions = List.copyOf(promotions);
    checks = List.copyOf(checks);
    notifications = List.copyOf(notifications);
  }

  /** The same with another way to share its markers. */
  public Blueprint with(Ledger other) {
    return new Blueprint(
        application, topology, environments, promotions, checks, workflow, notifications, other);
  }

  /** The environment of that name. */
  public Optional<Environment> environment(String name) {
    return environments.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  /** The rule that guards an environment, when there is one. */
  public Optional<PromotionRule> promotionTo(String environment) {
    return promotions.stream().filter(p -> p.to().equals(environment)).findFirst();
  }
}
