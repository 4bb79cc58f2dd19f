package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.deploy.Deaths.Death;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Release;
import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;

/** Code straight into the functions, past the stack. */
class ExpressTest {

  private static final String TWICE = Project.adder("event['a'] + event['b'] + 0");
  private static final String THRICE = Project.adder("0 + event['a'] + event['b']");

  private Project project;
  private Release first;

  @BeforeEach
  void an_environment_that_allows_it(@TempDir Path folder) {
    project = Project.in(folder);
    allow(true);
    first = project.deploy("dev").release();
  }

  @Test
  void code_alone_goes_past_the_stack_and_is_no_release() {
    CallCounter calls = new CallCounter();
    project.edit("lambda/adder.py", TWICE);
    project.interceptor = Optional.of(calls);

    DeployResult result = project.deploy("dev");

    assertThat(result.changed()).isTrue();
    assertThat(result.release().id()).isEqualTo(first.id());
    assertThat(result.express()).containsExactly("adder", "front");
    assertThat(project.tags()).hasSize(1);
    assertThat(calls.calls).doesNotContain("CloudFormation:createChangeSet");
    assertThat(answer()).isEqualTo("{\"sum\": 3}");
  }

  @Test
  void the_same_again_is_unchanged() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy("dev");

    DeployResult again = project.deploy("dev");

    assertThat(again.changed()).isFalse();
    assertThat(again.express()).containsExactly("adder", "front");
  }

  @Test
  void the_release_s_own_code_comes_back_the_same_way() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));

    DeployResult back = project.deploy("dev");

    assertThat(back.changed()).isTrue();
    assertThat(back.express()).isEmpty();
    assertThat(version()).isEqualTo("1");
    assertThat(project.deploy("dev").changed()).isFalse();
    assertThat(drift()).isEmpty();
  }

  @Test
  void a_release_through_the_stack_takes_the_code_over() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy("dev");
    project.edit("lambda/adder.py", THRICE);
    project.deploy("dev");

    DeployResult full = project.deploy(DeployRequest.to("dev").throughStack());

    assertThat(full.changed()).isTrue();
    assertThat(full.express()).isEmpty();
    assertThat(full.release().id()).isNotEqualTo(first.id());
    assertThat(project.tags()).hasSize(2);
    assertThat(drift()).isEmpty();
    assertThat(project.deploy("dev").changed()).isFalse();
  }

  @Test
  void a_change_of_more_than_code_goes_through_the_stack_and_keeps_what_is_no_longer_wanted_away() {
    project.edit("lambda/adder.py", Project.adder("1"));
    project.deploy(new DeployRequest("dev", false, true, Optional.empty(), java.util.Set.of()));
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));
    project.memory = 256;

    DeployResult full = project.deploy("dev");

    // CloudFormation sees no change of code: the functions must not keep what went past it.
    assertThat(full.release().verification().isVerified()).isTrue();
    assertThat(answer()).isEqualTo("{\"sum\": 3}");
    assertThat(project.tags()).hasSize(2);
    assertThat(drift()).isEmpty();
  }

  @Test
  void a_rollback_finds_what_the_stack_knows() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy(DeployRequest.to("dev").throughStack());
    project.edit("lambda/adder.py", THRICE);
    project.deploy("dev");

    assertThat(project.rollback("dev").release().restores()).contains(first.id());
    assertThat(drift()).isEmpty();
  }

  @Test
  void code_that_is_not_well_is_taken_back() {
    project.edit("lambda/adder.py", "def handler(event, context):\n    raise Exception('no')\n");

    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(
            "release " + first.id() + " runs again; correct the cause, then deploy again");

    assertThat(answer()).isEqualTo("{\"sum\": 3}");
    assertThat(drift()).isEmpty();
    project.edit("lambda/adder.py", TWICE);
    assertThat(project.deploy("dev").express()).isNotEmpty();
  }

  @Test
  void whoever_dies_on_the_way_leaves_nothing_behind(@TempDir Path graves) {
    project.edit("lambda/adder.py", TWICE);
    Project whole = project;
    for (Death death : Deaths.of(whole, graves, () -> whole.deploy("dev"))) {
      project = Project.at(death.folder());
      allow(true);
      Crash.bury(project, "dev");
      project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));

      project.deploy("dev");

      assertThat(version()).as(death.toString()).isEqualTo("1");
      assertThat(drift()).isEmpty();
      assertThat(project.deploy("dev").changed()).isFalse();
    }
  }

  /** Somebody wrote into the store, or another version of this tool did. */
  @Test
  void what_is_kept_of_it_may_be_lost_and_all_is_put_back() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy("dev");
    project.store("dev").put(ReleaseStore.draftKey("dev"), "what is this?");
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));

    DeployResult back = project.deploy("dev");

    assertThat(back.express()).isEmpty();
    assertThat(version()).isEqualTo("1");
    assertThat(drift()).isEmpty();
    assertThat(project.deploy("dev").changed()).isFalse();
  }

  @Test
  void a_function_that_lambda_cannot_change_is_told() {
    project.edit("lambda/adder.py", TWICE);
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
                Object answer = operation.get();
                return answer instanceof GetFunctionConfigurationResponse told
                    ? told.toBuilder()
                        .lastUpdateStatus(LastUpdateStatus.FAILED)
                        .lastUpdateStatusReason("the image is gone")
                        .build()
                    : answer;
              }
            });
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageMatching(
            "calc-(adder|front)-dev: Lambda could not change it: the image is gone; deploy with"
                + " -Dexpress=false, through the stack \\[BMK-501\\]");

    project.interceptor = Optional.empty();
    assertThat(project.deploy("dev").express()).isNotEmpty();
    assertThat(answer()).isEqualTo("{\"sum\": 3}");
  }

  @Test
  void an_environment_that_no_longer_allows_it_is_put_back_first() {
    project.edit("lambda/adder.py", TWICE);
    project.deploy("dev");
    allow(false);
    project.edit("lambda/adder.py", Project.adder("event['a'] + event['b']"));

    DeployResult full = project.deploy("dev");

    assertThat(full.changed()).isTrue();
    assertThat(answer()).isEqualTo("{\"sum\": 3}");
    assertThat(drift()).isEmpty();
  }

  private Environment express(boolean on) {
    Environment dev = project.environment("dev", new Target.Local(), false, List.of());
    return on ? Project.express(dev) : dev;
  }

  private void allow(boolean express) {
    project.only(express(express));
  }

  private String answer() {
    return new Functions(project.cloud("dev"))
        .invoke("calc-adder-dev", "live", "{\"a\":1,\"b\":2}")
        .payload();
  }

  private String version() {
    return new Functions(project.cloud("dev")).version("calc-adder-dev", "live").orElseThrow();
  }

  private List<String> drift() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.plan("dev").drift().stream().map(each -> each.toString()).toList();
    }
  }
}
