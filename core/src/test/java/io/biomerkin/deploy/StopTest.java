package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployEvent.ResourceChanged;
import io.biomerkin.event.DeployEvent.StepStarted;
import io.biomerkin.model.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** Somebody wants a deployment to end that is going on. */
class StopTest {

  private static final String NOT_CANCELLED =
      ": only an update can be cancelled; wait for its end: mvn biomerkin:validate -Denv=dev tells"
          + " the state of the stack; mvn biomerkin:rollback -Denv=dev goes back after an update"
          + " [BMK-502]";

  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void make() {
    project = Project.in(folder);
  }

  @Test
  void before_the_change_it_ends_and_nothing_is_changed() {
    Release first = project.deploy("dev").release();
    edit();
    assertThatThrownBy(() -> deploy(at(step("synthesize")), Biomerkin::stop))
        .hasMessage(
            "publish: stopped before this step, as asked; nothing runs that did not run before; run"
                + " the same command again whenever you like [BMK-509]");
    assertRuns(first, "CREATE_COMPLETE");
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void during_an_update_that_is_turned_back() {
    Release first = project.deploy("dev").release();
    edit();
    assertThatThrownBy(() -> deploy(at(resource()), Biomerkin::stop))
        .hasMessage(
            "CalcDev: the update was turned back, as asked; the release before runs on; run the same"
                + " command again whenever you like [BMK-509]");
    assertThat(project.events)
        .contains(new DeployEvent.Notice("stopping: CloudFormation turns the update back"));
    assertRuns(first, "UPDATE_ROLLBACK_COMPLETE");
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void during_a_first_deployment_it_goes_on_to_its_end() {
    Release made = deploy(at(resource()), Biomerkin::stop).release();
    assertThat(made.verification().isVerified()).isTrue();
    assertRuns(made, "CREATE_COMPLETE");
  }

  @Test
  void after_the_change_it_goes_on_to_its_end() {
    Release first = project.deploy("dev").release();
    edit();
    Release second = deploy(at(step("verify")), Biomerkin::stop).release();
    assertThat(second).isNotEqualTo(first);
    assertRuns(second, "UPDATE_COMPLETE");
  }

  /** The cloud has just made it when it is asked to turn it back. */
  @Test
  void during_an_update_that_cannot_be_turned_back_any_more() {
    project.deploy("dev");
    edit();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                if (call.operation().equals("cancelUpdateStack")) {
                  throw CloudFormationException.builder()
                      .awsErrorDetails(
                          AwsErrorDetails.builder().errorCode("ValidationError").build())
                      .build();
                }
                return operation.get();
              }
            });
    Release made = deploy(at(resource()), Biomerkin::stop).release();
    assertThat(project.events)
        .contains(new DeployEvent.Notice("too late to stop: the update is made"));
    assertRuns(made, "UPDATE_COMPLETE");
  }

  /** The answer to turning it back gets lost; the second request is refused. */
  @Test
  void during_an_update_that_is_turned_back_without_an_answer() {
    Release first = project.deploy("dev").release();
    edit();
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                Object answer = operation.get();
                return call.operation().equals("cancelUpdateStack") ? operation.get() : answer;
              }
            });
    assertThatThrownBy(() -> deploy(at(resource()), Biomerkin::stop))
        .hasMessageStartingWith("CalcDev: the update was turned back, as asked");
    assertRuns(first, "UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void while_the_change_is_worked_out_it_ends_and_leaves_nothing_behind() {
    Release first = project.deploy("dev").release();
    edit();
    project.interceptor = Optional.of(new Pending());
    assertThatThrownBy(() -> deploy(at(step("plan")), Biomerkin::stop))
        .hasMessage(
            "plan: stopped before this step, as asked; nothing runs that did not run before; run"
                + " the same command again whenever you like [BMK-509]");
    assertRuns(first, "CREATE_COMPLETE");
    Sound.assertSound(project, "dev");
  }

  /** A change set that is never worked out. */
  private record Pending() implements CallInterceptor {
    @Override
    public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
      return call.operation().equals("describeChangeSet")
          ? DescribeChangeSetResponse.builder().status(ChangeSetStatus.CREATE_IN_PROGRESS).build()
          : operation.get();
    }
  }

  @Test
  void during_a_rollback_that_is_turned_back() {
    project.deploy("dev");
    edit();
    Release second = project.deploy("dev").release();
    assertThatThrownBy(
            () ->
                run(
                    at(resource()),
                    Biomerkin::stop,
                    biomerkin -> biomerkin.rollback(RollbackRequest.of("dev"))))
        .hasMessageStartingWith("CalcDev: the update was turned back, as asked");
    assertRuns(second, "UPDATE_ROLLBACK_COMPLETE");
    Sound.assertSound(project, "dev");
  }

  @Test
  void during_a_destruction_it_goes_on_to_its_end() {
    project.deploy("dev");
    Destroyed destroyed =
        run(
            at(resource()),
            Biomerkin::stop,
            biomerkin -> biomerkin.destroy("dev", Optional.empty()));
    assertThat(destroyed.existed()).isTrue();
    Sound.assertSound(project, "dev");
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status("dev").state()).isEqualTo("not deployed");
    }
  }

  @Test
  void what_begins_after_it_ends_before_its_first_step() {
    try (Biomerkin biomerkin = project.open()) {
      Release first = biomerkin.deploy(DeployRequest.to("dev")).release();
      edit();
      biomerkin.stop();
      assertThatThrownBy(() -> biomerkin.deploy(DeployRequest.to("dev")))
          .hasMessageStartingWith("checks: stopped before this step, as asked");
      assertRuns(first, "CREATE_COMPLETE");
    }
  }

  @Test
  void from_another_shell_an_update_is_cancelled() {
    Release first = project.deploy("dev").release();
    edit();
    List<Cancelled> cancelled = new ArrayList<>();
    assertThatThrownBy(() -> deploy(at(resource()), ignored -> cancelled.add(cancel())))
        .hasMessage(
            "CalcDev: no resource failed: somebody has cancelled the update; the release before runs"
                + " on; correct the cause, then deploy again [BMK-509]");
    assertThat(cancelled).containsExactly(new Cancelled("dev", true, "UPDATE_ROLLBACK_COMPLETE"));
    assertRuns(first, "UPDATE_ROLLBACK_COMPLETE");
    assertThat(cancel()).isEqualTo(new Cancelled("dev", false, "UPDATE_ROLLBACK_COMPLETE"));
  }

  @Test
  void what_is_no_update_cannot_be_cancelled() {
    assertThat(cancel()).isEqualTo(new Cancelled("dev", false, "not deployed"));
    List<String> told = new ArrayList<>();
    Release made =
        deploy(
                at(resource()),
                ignored ->
                    assertThatThrownBy(this::cancel)
                        .satisfies(e -> told.add(String.valueOf(e.getMessage()))))
            .release();
    assertThat(told)
        .containsExactly(
            "CalcDev: the stack is CREATE_IN_PROGRESS: it is being created" + NOT_CANCELLED);
    assertRuns(made, "CREATE_COMPLETE");
  }

  private static Predicate<DeployEvent> step(String name) {
    return event -> event instanceof StepStarted started && started.step().equals(name);
  }

  private static Predicate<DeployEvent> resource() {
    return event -> event instanceof ResourceChanged;
  }

  private static Predicate<DeployEvent> at(Predicate<DeployEvent> first) {
    boolean[] seen = new boolean[1];
    return event -> {
      boolean now = !seen[0] && first.test(event);
      seen[0] |= now;
      return now;
    };
  }

  /** Deploys, and does something at an event. */
  private DeployResult deploy(Predicate<DeployEvent> when, Consumer<Biomerkin> what) {
    return run(when, what, biomerkin -> biomerkin.deploy(DeployRequest.to("dev")));
  }

  private <T> T run(
      Predicate<DeployEvent> when, Consumer<Biomerkin> what, Function<Biomerkin, T> command) {
    Biomerkin[] opened = new Biomerkin[1];
    try (Biomerkin biomerkin =
        Biomerkin.of(project.blueprint(), folder)
            .localClock(project.clock)
            .listener(
                event -> {
                  project.events.add(event);
                  if (when.test(event)) {
                    what.accept(opened[0]);
                  }
                })
            .interceptor(project.interceptor.orElse(new CallInterceptor() {}))
            .open()) {
      opened[0] = biomerkin;
      return command.apply(biomerkin);
    }
  }

  private Cancelled cancel() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.cancel("dev");
    }
  }

  private void edit() {
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
  }

  private void assertRuns(Release release, String state) {
    try (Biomerkin biomerkin = project.open()) {
      Status status = biomerkin.status("dev");
      assertThat(status.release()).contains(release);
      assertThat(status.state()).isEqualTo(state);
    }
    assertThat(project.tags()).contains("calc/dev/" + release.id());
    assertThat(project.store("dev").get(ReleaseStore.lockKey("dev"))).isEmpty();
  }
}
