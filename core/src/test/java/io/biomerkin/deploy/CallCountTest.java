package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many calls each operation makes: on AWS every one of them costs time. */
class CallCountTest {

  private static final DeployRequest UNVERIFIED =
      new DeployRequest("dev", false, true, Optional.empty(), Set.of());

  private static List<String> calls(Project project, Runnable operation) {
    CallCounter counter = new CallCounter();
    project.interceptor = Optional.of(counter);
    operation.run();
    project.interceptor = Optional.empty();
    return List.copyOf(counter.calls);
  }

  @Test
  void an_unchanged_deployment_only_looks_and_looks_once(@TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    assertThat(calls(project, () -> project.deploy("dev")))
        .containsExactly("CloudFormation:describeStacks");
  }

  @Test
  void a_code_change_of_one_agent_makes_at_most_14_calls_before_its_verification(
      @TempDir Path folder) {
    Project project = Project.in(folder);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    List<String> calls = calls(project, () -> project.deploy(UNVERIFIED));
    System.out.println("code change: " + calls.size() + " calls " + calls);
    assertThat(calls).hasSizeLessThanOrEqualTo(14);
  }

  @Test
  void first_deployment_and_rollback_are_counted(@TempDir Path folder) {
    Project project = Project.in(folder);
    List<String> first = calls(project, () -> project.deploy("dev"));
    project.edit("lambda/adder.py", Project.adder("0 + event['a'] + event['b']"));
    project.deploy("dev");
    List<String> rollback = calls(project, () -> project.rollback("dev"));
    System.out.println("first: " + first.size() + " calls, rollback: " + rollback.size());
    assertThat(first).hasSizeLessThanOrEqualTo(34);
    assertThat(rollback).hasSizeLessThanOrEqualTo(23);
  }

  @Test
  void a_promotion_is_counted(@TempDir Path folder) {
    Stages stages = Stages.in(folder);
    stages.deploy("dev");
    stages.promote("staging");
    stages.edit(2);
    stages.deploy("dev");
    List<String> calls = calls(stages.project, () -> stages.promote("staging"));
    System.out.println("promotion: " + calls.size() + " calls " + calls);
    assertThat(calls).hasSizeLessThanOrEqualTo(24);
  }
}
