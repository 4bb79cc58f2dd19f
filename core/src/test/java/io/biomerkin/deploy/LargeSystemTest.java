package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Systems that one stack cannot hold. */
class LargeSystemTest {

  private static final List<String> MANY =
      IntStream.range(0, 100).mapToObj(number -> "worker-" + number).toList();

  @TempDir static Path first;

  private static String release = "";

  @TempDir Path folder;

  private Project project;

  @BeforeAll
  static void deploy() {
    Project many = Project.in(first);
    many.more = MANY;
    release = many.deploy("dev").release().id().text();
  }

  /** Each test goes on from the same state of project and cloud. */
  @BeforeEach
  void copy() {
    try (Stream<Path> files = Files.walk(first)) {
      for (Path file : files.sorted().toList()) {
        Path to = folder.resolve("copy").resolve(first.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    project = Project.at(folder.resolve("copy"));
    project.more = MANY;
  }

  private static DeployRequest unverified() {
    return new DeployRequest("dev", false, true, Optional.empty(), Set.of());
  }

  private List<Stacks> stacks() {
    return new Stacks(project.cloud("dev"), "CalcDev").whole();
  }

  @Test
  void its_agents_live_in_nested_stacks_and_answer() {
    assertThat(stacks()).hasSizeBetween(40, 65);
    Functions functions = new Functions(project.cloud("dev"));
    assertThat(functions.invoke("calc-worker-7-dev", "live", "{\"a\":1,\"b\":2}").payload())
        .isEqualTo("{\"sum\": 3}");
    assertThat(functions.invoke("calc-front-dev", "live", "{\"a\":40,\"b\":2}").payload())
        .isEqualTo("{\"sum\": 42}");
    assertThat(
            stacks().stream()
                .flatMap(stack -> stack.physicalIds("AWS::Lambda::Function").values().stream()))
        .hasSize(102);
  }

  @Test
  void nothing_changed_is_told_by_one_look() {
    assertThat(project.deploy("dev").changed()).isFalse();
  }

  @Test
  void a_plan_tells_what_changes_inside_and_the_change_does_it() {
    project.edit("lambda/front.py", Project.front("return {'sum': 42}"));

    List<ResourceChange> changes = plan().changes();

    assertThat(changes)
        .extracting(ResourceChange::logicalId)
        .contains("FrontAgent", "FrontLive", "Worker7Agent")
        .noneMatch(id -> id.startsWith("Agents"));
    assertThat(project.deploy(unverified()).changed()).isTrue();
    assertThat(new Functions(project.cloud("dev")).version("calc-front-dev", "live"))
        .isEqualTo(Optional.of("2"));
  }

  @Test
  void an_agent_more_changes_no_other() {
    project.more = Stream.concat(MANY.stream(), Stream.of("late")).toList();

    List<ResourceChange> changes = plan().changes();

    assertThat(changes)
        .filteredOn(change -> change.action() == ResourceChange.Action.ADDED)
        .extracting(ResourceChange::logicalId)
        .allMatch(id -> id.startsWith("Late"));
    assertThat(changes)
        .filteredOn(change -> change.action() != ResourceChange.Action.ADDED)
        .extracting(ResourceChange::logicalId)
        .containsExactly("Config");
  }

  @Test
  void what_was_split_stays_split_when_few_are_left() {
    project.more = List.of("worker-7");

    assertThat(project.deploy("dev").release().verification().isVerified()).isTrue();

    assertThat(stacks()).hasSizeBetween(2, 4);
    assertThat(functions())
        .containsExactly("calc-adder-dev", "calc-front-dev", "calc-worker-7-dev");
  }

  @Test
  void a_rollback_returns_to_what_was_there() {
    project.more = List.of("worker-7");
    project.deploy("dev");

    project.rollback(new RollbackRequest("dev", Optional.of(release), true, Set.of()));

    assertThat(functions()).hasSize(102);
  }

  @Test
  void a_system_that_grows_keeps_its_agents_where_they_are() {
    Project small = Project.in(folder.resolve("small"));
    small.deploy("dev");

    small.more = MANY;
    small.deploy(unverified());

    Stacks root = new Stacks(small.cloud("dev"), "CalcDev");
    assertThat(root.physicalIds("AWS::Lambda::Function").values())
        .containsExactlyInAnyOrder("calc-adder-dev", "calc-front-dev");
    assertThat(small.deploy("dev").changed()).isFalse();
  }

  @Test
  void a_failure_inside_is_told_by_its_own_name_and_reason() {
    project
        .cloud("dev")
        .client(LambdaClient.class)
        .deleteFunction(r -> r.functionName("calc-worker-7-dev"));
    project.memory = 256;

    assertThatThrownBy(() -> project.deploy(unverified()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.first().where()).isEqualTo("Worker7Agent (AWS::Lambda::Function)");
              assertThat(e.first().what()).contains("Function not found");
              assertThat(e.problems()).hasSize(1);
            });
    String nested =
        stacks().stream()
            .filter(stack -> stack.physicalIds().containsKey("Worker7Agent"))
            .findFirst()
            .orElseThrow()
            .name();
    assertThatThrownBy(() -> recover(Set.of()))
        .hasMessageContaining("with -Dskip=" + nested + ".Worker7Agent it leaves that as it is");
    assertThatThrownBy(() -> recover(Set.of(nested + ".Nothing")))
        .hasMessageContaining("the stack has no such resource");
    assertThat(recover(Set.of(nested + ".Worker7Agent")).after())
        .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(stacks())
        .allMatch(stack -> stack.find().orElseThrow().status().endsWith("_COMPLETE"));
  }

  private Recovered recover(Set<String> skip) {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.recover("dev", skip);
    }
  }

  @Test
  void drift_is_found_inside_and_not_taken_back_from_outside() {
    project
        .cloud("dev")
        .client(LambdaClient.class)
        .updateFunctionConfiguration(r -> r.functionName("calc-worker-7-dev").memorySize(512));

    assertThat(plan().drift())
        .extracting(DriftedResource::logicalId)
        .containsExactly("Worker7Agent");
    assertThatThrownBy(() -> project.deploy(unverified().with(DriftPolicy.REVERT)))
        .hasMessage(
            "Worker7Agent: was changed (MemorySize) past the stack, in a nested one, and cannot be"
                + " taken back from here; change it back by hand, or go on with -Ddrift=warn;"
                + " nothing was changed [BMK-510]");
  }

  @Test
  void everything_inside_is_told_while_it_happens_and_everything_goes() {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.destroy("dev", Optional.empty());
    }

    assertThat(functions()).isEmpty();
    assertThat(project.events)
        .filteredOn(DeployEvent.ResourceChanged.class::isInstance)
        .extracting(event -> ((DeployEvent.ResourceChanged) event).logicalId())
        .contains("Worker7Agent", "Worker99Agent", "FrontAgent");
    assertThat(project.events)
        .filteredOn(DeployEvent.ResourceChanged.class::isInstance)
        .map(event -> (DeployEvent.ResourceChanged) event)
        .filteredOn(event -> event.done() == event.total())
        .hasSizeLessThan(110);
  }

  private Plan plan() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.plan("dev");
    }
  }

  private TreeSet<String> functions() {
    TreeSet<String> names = new TreeSet<>();
    project
        .cloud("dev")
        .client(LambdaClient.class)
        .listFunctionsPaginator()
        .functions()
        .forEach(function -> names.add(function.functionName()));
    return names;
  }
}
