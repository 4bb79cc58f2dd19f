package io.biomerkin.event;

import io.biomerkin.model.Checklist;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Something an operation tells while it runs; in the order in which it happens. */
public sealed interface DeployEvent {

  /**
   * An operation begins.
   *
   * @param operation e.g. {@code deploy}
   * @param application the application
   * @param environment the environment
   * @param cloud what people call the cloud
   */
  record Started(String operation, String application, String environment, String cloud)
      implements DeployEvent {}

  /**
   * A step of the operation begins.
   *
   * @param step e.g. {@code package}
   * @param usual how long it took in the middle of its last times on this machine; empty when it
   *     was never done
   */
  record StepStarted(String step, Optional<Duration> usual) implements DeployEvent {}

  /**
   * A step ended well.
   *
   * @param step e.g. {@code package}
   * @param result what came of it, a few words
   * @param took how long it took
   */
  record StepFinished(String step, String result, Duration took) implements DeployEvent {}

  /**
   * A resource changed its state.
   *
   * @param logicalId its name in the template
   * @param type e.g. {@code AWS::Lambda::Function}
   * @param status CloudFormation's, e.g. {@code CREATE_COMPLETE}
   * @param reason CloudFormation's; empty when it gave none
   * @param echo whether it failed only because another resource did: it was cancelled
   * @param took how long after the first event of this resource in this change
   * @param done resources of this change that are finished
   * @param total resources that this change touches
   */
  record ResourceChanged(
      String logicalId,
      String type,
      String status,
      String reason,
      boolean echo,
      Duration took,
      int done,
      int total)
      implements DeployEvent {}

  /**
   * A line that a check, or another program, printed.
   *
   * @param source e.g. {@code test}
   * @param line the line, secrets blanked
   */
  record Output(String source, String line) implements DeployEvent {}

  /**
   * Something people should know that stops nothing.
   *
   * @param text a sentence
   */
  record Notice(String text) implements DeployEvent {}

  /**
   * Whether a release may come into an environment.
   *
   * @param checklist each rule and whether it is kept
   */
  record Decided(Checklist checklist) implements DeployEvent {}

  /**
   * The operation ended well.
   *
   * @param summary a sentence
   * @param outputs what it leaves to know, e.g. {@code ApiUrl}; in order
   */
  record Succeeded(String summary, Map<String, String> outputs) implements DeployEvent {}

  /**
   * The operation failed.
   *
   * @param summary the root cause
   */
  record Failed(String summary) implements DeployEvent {}
}
