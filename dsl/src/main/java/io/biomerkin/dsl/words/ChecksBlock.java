package io.biomerkin.dsl.words;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Check;
import io.biomerkin.model.TestWorkflow;
import io.biomerkin.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code checks { }}: commands that must pass before a deployment, and work that must after it. */
public final class ChecksBlock extends Block {

  private final List<Check> checks = new ArrayList<>();
  private @Nullable TestWorkflow workflow;

  ChecksBlock(Findings findings) {
    super(findings, "checks { }");
  }

  /** The tests: {@code test 'python3 -m unittest -q', dir: 'lambda'}. */
  public void test(
      @NamedParams({
            @NamedParam(value = "dir", type = String.class),
            @NamedParam(value = "optional", type = Boolean.class)
          })
          Map<String, Object> options,
      String command) {
    add("test", command, 0, options);
  }

  /** A scan: {@code scan 'bandit -q -r lambda', optional: true}. */
  public void scan(
      @NamedParams({
            @NamedParam(value = "dir", type = String.class),
            @NamedParam(value = "optional", type = Boolean.class)
          })
          Map<String, Object> options,
      String command) {
    add("scan", command, 0, options);
  }

  /** Any other check: {@code check 'types', 'mypy lambda'}. */
  public void check(
      @NamedParams({
            @NamedParam(value = "dir", type = String.class),
            @NamedParam(value = "optional", type = Boolean.class)
          })
          Map<String, Object> options,
      String name,
      String command) {
    add(name, command, 1, options);
  }

  private void add(String name, String command, int argument, Map<String, Object> options) {
    String path = "checks[" + checks.size() + "]";
    findings.declareArgument(path, 0);
    findings.declareArgument(path + ".command", argument);
    findings.declareNamed(path + ".dir", "dir");
    checks.add(
        new Check(
            name,
            command,
            String.valueOf(options.getOrDefault("dir", "")),
            (Boolean) options.getOrDefault("optional", false)));
  }

  /** Real work for the system: {@code workflow 'agent', send: [a: 1], expect: [b: 2]}. */
  public void workflow(
      @NamedParams({
            @NamedParam(value = "send", type = Map.class, required = true),
            @NamedParam(value = "expect", type = Map.class, required = true)
          })
          Map<String, Object> options,
      String agent) {
    if (workflow != null) {
      findings.report(
          findings.call().position(),
          ProblemCode.DUPLICATE,
          "there is a test workflow already",
          "");
    }
    findings.declareArgument("workflow.agent", 0);
    workflow =
        new TestWorkflow(
            agent,
            json("send", Options.required(options, "send", Object.class)),
            json("expect", Options.required(options, "expect", Object.class)));
  }

  List<Check> checks() {
    return checks;
  }

  @Nullable TestWorkflow workflow() {
    return workflow;
  }
}
