package io.biomerkin.cloud;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** The pipelines that deploy a system, through CodePipeline. */
public final class Pipelines {

  private final Cloud cloud;

  /** The pipelines of a cloud. */
  public Pipelines(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * How far a stage is (AWS: "GetPipelineState" in the CodePipeline API reference).
   *
   * @param name its name
   * @param status of its last execution, e.g. {@code Failed}; empty when it had none
   * @param execution the id of that execution; empty when it had none
   * @param closed why nothing comes into it; empty when it is open
   * @param failures its actions that failed
   */
  public record Stage(
      String name, String status, String execution, String closed, List<Failure> failures) {

    /** Copies its list. */
    public Stage {
      failures = List.copyOf(failures);
    }
  }

  /**
   * An action that failed.
   *
   * @param action its name
   * @param reason what CodePipeline tells of it; empty when it tells nothing
   * @param at when; empty when that is not told
   * @param url where more is told; empty when nowhere
   */
  public record Failure(String action, String reason, Optional<Instant> at, String url) {}

  /**
   * The stages of a pipeline, in their order.
   *
   * @return none where there is no such pipeline, or the cloud has none
   */
  public List<Stage> stages(String pipeline) {
    try {
      return cloud
          .client(CodePipelineClient.class)
          .getPipelineState(r -> r.name(pipeline))
          .stageStates()
          .stream()
          .map(Pipelines::stage)
          .toList();
    } catch (AwsServiceException e) {
      if (CloudErrors.isDenied(e)) {
        throw e;
      }
      return List.of();
    } catch (ProblemException e) {
      if (e.first().code() != ProblemCode.NOT_EMBEDDED) {
        throw e;
      }
      return List.of();
    }
  }

  private static Stage stage(StageState state) {
    var last = state.latestExecution();
    List<Failure> failures = new ArrayList<>();
    for (ActionState action : state.actionStates()) {
      ActionExecution run = action.latestExecution();
      if (run != null && "Failed".equals(run.statusAsString())) {
        failures.add(failure(action.actionName(), run));
      }
    }
    return new Stage(
        state.stageName(),
        last == null ? "" : last.statusAsString(),
        last == null ? "" : last.pipelineExecutionId(),
        closed(state.inboundTransitionState()),
        failures);
  }

  private static String closed(@Nullable TransitionState way) {
    if (way == null || !Boolean.FALSE.equals(way.enabled())) {
      return "";
    }
    return way.disabledReason() == null ? "no reason is told" : way.disabledReason();
  }

  private static Failure failure(String action, ActionExecution run) {
    String told = run.errorDetails() == null ? run.summary() : run.errorDetails().message();
    return new Failure(
        action,
        told == null ? "" : told,
        Optional.ofNullable(run.lastStatusChange()),
        run.externalExecutionUrl() == null ? "" : run.externalExecutionUrl());
  }
}
