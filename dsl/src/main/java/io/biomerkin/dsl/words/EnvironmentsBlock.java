package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Environment;
import java.util.ArrayList;
import java.util.List;

/** {@code environments { }}: where the system runs. */
public final class EnvironmentsBlock extends Block {

  private final List<Environment> environments = new ArrayList<>();

  EnvironmentsBlock(Findings findings) {
    super(findings, "environments { }");
  }

  /** {@code environment('dev') { local() }}. */
  public void environment(
      String name,
      @DelegatesTo(value = EnvironmentBlock.class, strategy = Closure.DELEGATE_ONLY)
          Closure<?> body) {
    findings.declareArgument("environments[" + name + "]", 0);
    EnvironmentBlock block = read(new EnvironmentBlock(findings, name), body);
    environments.add(block.environment());
  }

  List<Environment> environments() {
    return environments;
  }
}
