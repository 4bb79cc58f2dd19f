package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.deploy.step.EnvironmentLock;
import io.biomerkin.deploy.step.FollowStack;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployEvent.ResourceChanged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** What is told of CloudFormation's work while it goes on. */
class EventsTest {

  private static final String ARN = "arn:aws:cloudformation:us-east-1:000000000000:stack/";

  @Test
  void a_step_that_was_done_before_tells_how_long_it_took(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    assertThat(usual(project)).containsOnly(Optional.empty());
    project.events.clear();
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    project.deploy("dev");
    assertThat(usual(project)).isNotEmpty().allMatch(Optional::isPresent);
  }

  private static List<Optional<Duration>> usual(Project project) {
    return project.events.stream()
        .filter(DeployEvent.StepStarted.class::isInstance)
        .map(event -> ((DeployEvent.StepStarted) event).usual())
        .toList();
  }

  /** Not only once the nested stack is complete, which may take a quarter of an hour. */
  @Test
  void what_happens_in_a_nested_stack_is_told_while_it_happens(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    StackEvent begun =
        event("Part", "UPDATE_IN_PROGRESS").physicalResourceId(ARN + "Part/1").build();
    StackEvent first = event("Inner", "UPDATE_IN_PROGRESS").build();
    StackEvent last = event("Inner", "UPDATE_COMPLETE").build();
    StackEvent whole =
        event("Part-1", "UPDATE_COMPLETE")
            .stackId(ARN + "Part/1")
            .physicalResourceId(ARN + "Part/1")
            .build();
    StackEvent done = event("Part", "UPDATE_COMPLETE").physicalResourceId(ARN + "Part/1").build();
    StackEvent end =
        event("CalcDev", "UPDATE_COMPLETE").physicalResourceId(ARN + "CalcDev/1").build();
    project.interceptor =
        Optional.of(
            telling(
                List.of(begun),
                List.of(first),
                List.of(begun),
                List.of(whole, last, first),
                List.of(end, done, begun),
                List.of(whole, last, first)));

    try (Biomerkin biomerkin = project.open();
        Sites sites = biomerkin.sites()) {
      Site site = sites.site("dev");
      project.events.clear();
      try (EnvironmentLock lock = EnvironmentLock.acquire(site, "deploy")) {
        assertThat(new FollowStack(site, lock, 2).run(ARN + "CalcDev/1", "token"))
            .isEqualTo("UPDATE_COMPLETE");
      }
    }
    assertThat(told(project))
        .containsExactly(
            "Part UPDATE_IN_PROGRESS",
            "Inner UPDATE_IN_PROGRESS",
            "Inner UPDATE_COMPLETE",
            "Part UPDATE_COMPLETE",
            "CalcDev UPDATE_COMPLETE");
  }

  private static List<String> told(Project project) {
    return project.events.stream()
        .filter(ResourceChanged.class::isInstance)
        .map(ResourceChanged.class::cast)
        .map(event -> event.logicalId() + " " + event.status())
        .toList();
  }

  /** Answers of DescribeStackEvents, newest event first; the cloud's own after them. */
  @SafeVarargs
  private static CallInterceptor telling(List<StackEvent>... answers) {
    Deque<List<StackEvent>> left = new ArrayDeque<>(List.of(answers));
    return new CallInterceptor() {
      @Override
      public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
        return call.operation().equals("describeStackEvents") && !left.isEmpty()
            ? DescribeStackEventsResponse.builder().stackEvents(left.poll()).build()
            : operation.get();
      }
    };
  }

  private static StackEvent.Builder event(String id, String status) {
    return StackEvent.builder()
        .eventId(id + status)
        .stackId(ARN + "CalcDev/1")
        .logicalResourceId(id)
        .resourceType(id.equals("Inner") ? "AWS::SNS::Topic" : "AWS::CloudFormation::Stack")
        .resourceStatus(status)
        .clientRequestToken("token")
        .timestamp(Instant.parse("2026-10-06T08:00:00Z"));
  }

  @Test
  void how_long_each_resource_took_is_told_and_the_end_of_all(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");

    List<ResourceChanged> made =
        project.events.stream()
            .filter(ResourceChanged.class::isInstance)
            .map(ResourceChanged.class::cast)
            .filter(event -> event.status().equals("CREATE_COMPLETE"))
            .toList();
    assertThat(made).extracting(ResourceChanged::took).allMatch(took -> !took.isNegative());
    assertThat(made)
        .filteredOn(event -> event.logicalId().equals("AdderAgent"))
        .extracting(ResourceChanged::took)
        .anyMatch(took -> took.compareTo(Duration.ZERO) > 0);
    ResourceChanged last = made.get(made.size() - 1);
    assertThat(last.done()).isEqualTo(last.total()).isGreaterThan(20);
  }

  /** The machine that began it has died, or it is another tool's. */
  @Test
  void what_goes_on_already_is_told_until_its_end(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    Crash.diesOver("describeStackEvents", project, "dev", () -> project.deploy("dev"));
    project.events.clear();
    StackEvent going = event("Inner", "UPDATE_IN_PROGRESS").build();
    StackEvent end =
        event("CalcDev", "UPDATE_COMPLETE").physicalResourceId(ARN + "CalcDev/1").build();
    project.interceptor = Optional.of(telling(List.of(going), List.of(going), List.of(end, going)));

    assertThat(project.deploy("dev").changed()).isTrue();

    assertThat(project.events)
        .contains(
            new DeployEvent.Notice(
                "the stack is UPDATE_IN_PROGRESS: it is being updated; waiting for its end"));
    assertThat(told(project))
        .containsExactly("Inner UPDATE_IN_PROGRESS", "CalcDev UPDATE_COMPLETE");
    assertThat(project.tags()).hasSize(2);
  }

  @Test
  void whoever_does_not_want_to_wait_for_it_is_let_go(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    Crash.diesOver("describeStackEvents", project, "dev", () -> project.deploy("dev"));
    Biomerkin[] opened = new Biomerkin[1];
    try (Biomerkin biomerkin =
        Biomerkin.of(project.blueprint(), folder)
            .localClock(project.clock)
            .listener(
                event -> {
                  if (event instanceof DeployEvent.Notice notice
                      && notice.text().endsWith("waiting for its end")) {
                    opened[0].stop();
                  }
                })
            .open()) {
      opened[0] = biomerkin;
      assertThatThrownBy(() -> biomerkin.deploy(DeployRequest.to("dev")))
          .hasMessage(
              "wait for CloudFormation: stopped before this step, as asked; nothing runs that did"
                  + " not run before; run the same command again whenever you like [BMK-509]");
    }
    assertThat(project.deploy("dev").changed()).isTrue();
    Sound.assertSound(project, "dev");
    assertThat(project.tags()).hasSize(2);
  }
}
