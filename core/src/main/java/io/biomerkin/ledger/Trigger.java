package io.biomerkin.ledger;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jgit.util.SystemReader;

/** Who started the pipeline that this process is a part of, as far as it says so. */
public final class Trigger {

  private Trigger() {}

  /**
   * {@code github:octocat} or {@code gitlab:ada@example.org}; empty outside of a pipeline, or when
   * it does not say (GitHub: "Variables reference"; GitLab: "Predefined CI/CD variables").
   */
  public static Optional<String> ofThisProcess() {
    return of(SystemReader.getInstance()::getenv);
  }

  static Optional<String> of(UnaryOperator<String> environment) {
    if ("true".equals(environment.apply("GITHUB_ACTIONS"))) {
      return first(environment, "GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR")
          .map(who -> "github:" + who);
    }
    if ("true".equals(environment.apply("GITLAB_CI"))) {
      return first(environment, "GITLAB_USER_EMAIL", "GITLAB_USER_LOGIN")
          .map(who -> "gitlab:" + who);
    }
    return Optional.empty();
  }

  private static Optional<String> first(UnaryOperator<String> environment, String... variables) {
    return Stream.of(variables)
        .map(environment)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
