package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LockTest {

  /** Just as the first one executes its change, somebody else deploys another. */
  @Test
  void a_second_deployment_at_the_same_time_is_told_who_holds_the_lock(@TempDir Path folder) {
    Project first = Project.in(folder);
    first.deploy("dev");
    first.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    AtomicReference<ProblemException> told = new AtomicReference<>();
    first.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("executeChangeSet")) {
                  Project second = Project.at(folder);
                  try {
                    second.deploy("dev");
                  } catch (ProblemException e) {
                    told.set(e);
                  }
                }
              }
            });
    first.deploy("dev");

    assertThat(told.get())
        .hasMessageMatching(
            "dev: the environment is locked by a deploy by .*@.* \\(process \\d+\\) since .*, at the"
                + " latest until .*; wait until that has ended, then run the same command again; if it"
                + " never will, mvn biomerkin:unlock -Denv=dev \\[BMK-406\\]");
    assertThat(first.tags()).hasSize(2);
  }

  @Test
  void the_lock_is_given_back_when_a_deployment_fails(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.edit("lambda/adder.py", "raise ValueError('no')\n");
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(ProblemException.class);
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  @Test
  void the_lock_of_a_dead_process_is_taken_over_only_where_processes_can_be_seen(
      @TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    String mine = seen(project);

    ReleaseStore store = project.store("dev");
    String other = mine.replaceFirst("\"machine\":\"[^\"]*\"", "\"machine\":\"another\"");
    String version =
        store.putIf(ReleaseStore.lockKey("dev"), other, Optional.empty()).orElseThrow();
    assertThatThrownBy(() -> project.deploy("dev")).hasMessageContaining("[BMK-406]");

    store.putIf(ReleaseStore.lockKey("dev"), mine, Optional.of(version));
    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(project.events)
        .filteredOn(DeployEvent.Notice.class::isInstance)
        .extracting(Object::toString)
        .anyMatch(text -> text.contains("taking over the lock left behind by a deploy by "));
  }

  /** Its owner's clock goes wrong: only the store's own counts. */
  @Test
  void a_lock_expires_by_the_clock_of_the_store_and_not_of_its_owner(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    stages.deploy("dev");
    stages.edit(2);
    String other = seen(stages.project).replaceFirst("\"machine\":\"[^\"]*\"", "\"machine\":\"x\"");
    String past =
        other.replaceFirst("\"expires\":\"[^\"]*\"", "\"expires\":\"2001-01-01T00:00:00Z\"");
    String future =
        other.replaceFirst("\"expires\":\"[^\"]*\"", "\"expires\":\"2099-01-01T00:00:00Z\"");

    stages.project.store("dev").put(ReleaseStore.lockKey("dev"), past);
    stages.pass(Duration.ofMinutes(8));
    assertThatThrownBy(() -> stages.deploy("dev")).hasMessageContaining("[BMK-406]");

    stages.project.store("dev").put(ReleaseStore.lockKey("dev"), future);
    stages.pass(Duration.ofMinutes(10));
    assertThat(stages.deploy("dev").restores()).isEmpty();
    assertThat(stages.project.tags()).hasSize(2);
  }

  /** Its owner may have lost the network; CloudFormation goes on with what they began. */
  @Test
  void a_lock_that_has_expired_is_not_taken_over_while_the_stack_is_at_work(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    stages.deploy("dev");
    stages.edit(2);
    String other = seen(stages.project).replaceFirst("\"machine\":\"[^\"]*\"", "\"machine\":\"x\"");
    stages.project.store("dev").put(ReleaseStore.lockKey("dev"), other);
    stages.pass(Duration.ofMinutes(11));
    stages.project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                Object answer = operation.get();
                return answer instanceof DescribeStacksResponse told
                    ? DescribeStacksResponse.builder()
                        .stacks(
                            told.stacks().get(0).toBuilder()
                                .stackStatus(StackStatus.UPDATE_IN_PROGRESS)
                                .build())
                        .build()
                    : answer;
              }
            });
    assertThatThrownBy(() -> stages.deploy("dev")).hasMessageContaining("[BMK-406]");

    stages.project.interceptor = Optional.empty();
    assertThat(stages.deploy("dev").verification().isVerified()).isTrue();
  }

  /** Both see that it is free; one is quicker, and has given it back before the other looks. */
  @Test
  void who_is_not_quick_enough_twice_is_told(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("putObject")) {
                  throw S3Exception.builder().statusCode(412).build();
                }
              }
            });
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "dev: the environment is locked by somebody else; wait until that has ended, then run the"
                + " same command again; if it never will, mvn biomerkin:unlock -Denv=dev [BMK-406]");
  }

  /** A check takes so long, or a laptop sleeps, that somebody else takes the lock over. */
  @Test
  void who_has_lost_the_lock_changes_nothing(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    Release before = stages.deploy("dev");
    stages.edit(2);
    String other = seen(stages.project).replaceFirst("\"run\":\"[^\"]*\"", "\"run\":\"another\"");
    ReleaseStore store = stages.project.store("dev");
    stages.project.interceptor =
        Optional.of(
            new Before(
                "createChangeSet",
                () -> {
                  stages.pass(Duration.ofMinutes(11));
                  store.put(ReleaseStore.lockKey("dev"), other);
                }));
    assertThatThrownBy(() -> stages.deploy("dev"))
        .hasMessage(
            "dev: the lock was taken over by somebody else while this was running; see what runs"
                + " with mvn biomerkin:status [BMK-406]");
    stages.project.interceptor = Optional.empty();

    assertThat(store.get(ReleaseStore.lockKey("dev")).orElseThrow().text()).isEqualTo(other);
    Sound.assertNoChangeSetIsLeft(stages.project, "dev");
    try (Biomerkin biomerkin = stages.project.open()) {
      assertThat(biomerkin.status("dev").release()).contains(before);
    }
  }

  /** The answer to a sign of life got lost: what is written is one's own. */
  @Test
  void a_sign_of_life_whose_answer_was_lost_is_ones_own(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    stages.deploy("dev");
    stages.edit(2);
    ReleaseStore store = stages.project.store("dev");
    stages.project.interceptor =
        Optional.of(
            new Before(
                "createChangeSet",
                () -> {
                  stages.pass(Duration.ofMinutes(6));
                  String key = ReleaseStore.lockKey("dev");
                  store.put(key, store.get(key).orElseThrow().text());
                }));
    assertThat(stages.deploy("dev").verification().isVerified()).isTrue();
    stages.project.interceptor = Optional.empty();
    Sound.assertSound(stages.project, "dev");
  }

  /** Another version of this tool wrote it, or somebody by hand. */
  @Test
  void a_lock_that_cannot_be_read_is_a_lock_all_the_same(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    stages.deploy("dev");
    stages.edit(2);
    ReleaseStore store = stages.project.store("dev");
    store.put(ReleaseStore.lockKey("dev"), "what is this?");

    assertThatThrownBy(() -> stages.deploy("dev"))
        .hasMessageContaining(
            "dev: the environment is locked by a command by unknown@unknown (process 0) since ");
    assertThat(unlock(stages.project, Optional.of("dev")).owner()).isPresent();
    assertThat(stages.deploy("dev").verification().isVerified()).isTrue();

    stages.edit(3);
    store.put(ReleaseStore.lockKey("dev"), "what is this?");
    stages.pass(Duration.ofMinutes(11));
    assertThat(stages.deploy("dev").verification().isVerified()).isTrue();
    Sound.assertSound(stages.project, "dev");
  }

  @Test
  void a_lock_that_could_not_be_given_back_is_told_and_makes_nothing_undone(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    project.interceptor =
        Optional.of(
            new Before(
                "deleteObject",
                () -> {
                  throw S3Exception.builder().statusCode(503).message("Slow down").build();
                }));

    assertThat(project.deploy("dev").changed()).isTrue();

    assertThat(project.events)
        .filteredOn(DeployEvent.Notice.class::isInstance)
        .extracting(event -> ((DeployEvent.Notice) event).text())
        .contains(
            "the lock could not be given back (Slow down): the next command on this machine takes"
                + " it; elsewhere type mvn biomerkin:unlock -Denv=dev");
    assertThat(project.deploy("dev").changed()).isFalse();
    Sound.assertSound(project, "dev");
  }

  @Test
  void a_lock_is_taken_away_only_by_the_name_of_its_environment(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    String other = seen(project).replaceFirst("\"machine\":\"[^\"]*\"", "\"machine\":\"another\"");
    ReleaseStore store = project.store("dev");
    assertThat(unlock(project, Optional.empty()).owner()).isEmpty();
    store.put(ReleaseStore.lockKey("dev"), other);

    for (String name : List.of("", "prod")) {
      assertThatThrownBy(() -> unlock(project, Optional.of(name).filter(n -> !n.isEmpty())))
          .hasMessageMatching(
              "dev: the environment is locked by a deploy by .*@.* \\(process 2147483647\\) since"
                  + " .*, at the latest until .*; make sure that this has ended, then mvn"
                  + " biomerkin:unlock -Denv=dev -Dforce=dev \\[BMK-406\\]");
    }
    assertThat(store.get(ReleaseStore.lockKey("dev"))).isPresent();

    assertThat(unlock(project, Optional.of("dev")).owner().orElseThrow())
        .startsWith("a deploy by ");
    assertThat(project.deploy("dev").changed()).isTrue();
  }

  /** Whoever is asked takes their time; meanwhile the owner ends, and somebody else begins. */
  @Test
  void only_the_lock_that_was_told_of_is_taken_away(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    String told = seen(project).replaceFirst("\"machine\":\"[^\"]*\"", "\"machine\":\"another\"");
    String next = told.replaceFirst("\"user\":\"[^\"]*\"", "\"user\":\"bob\"");
    ReleaseStore store = project.store("dev");
    store.put(ReleaseStore.lockKey("dev"), told);

    try (Biomerkin biomerkin = project.open()) {
      assertThatThrownBy(
              () ->
                  biomerkin.unlock(
                      "dev",
                      owner -> {
                        store.put(ReleaseStore.lockKey("dev"), next);
                        return Optional.of("dev");
                      }))
          .hasMessageMatching(
              "dev: meanwhile the environment is locked by a deploy by bob@.*; see what runs with"
                  + " mvn biomerkin:status -Denv=dev \\[BMK-406\\]");
    }

    assertThat(store.get(ReleaseStore.lockKey("dev")).orElseThrow().text()).isEqualTo(next);
  }

  private static Unlocked unlock(Project project, Optional<String> force) {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.unlock("dev", force);
    }
  }

  /** The lock as a deployment writes it, of a process that does not exist. */
  private static String seen(Project project) {
    AtomicReference<String> lock = new AtomicReference<>("");
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public void before(Call call) {
                if (call.operation().equals("createChangeSet")) {
                  lock.set(
                      project.store("dev").get(ReleaseStore.lockKey("dev")).orElseThrow().text());
                  throw SdkClientException.create("enough");
                }
              }
            });
    assertThatThrownBy(() -> project.deploy("dev")).isInstanceOf(ProblemException.class);
    project.interceptor = Optional.empty();
    return String.valueOf(lock.get()).replaceFirst("\"pid\":\\d+", "\"pid\":" + Integer.MAX_VALUE);
  }
}
