package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir Path folder;
  private LocalFunctions functions;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void a_missing_python_is_told_with_the_agent_that_needs_it() {
    functions.create("f", "");

    try (LocalLambda lambda = functions.withPath("")) {
      assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("f")))
          .hasMessage(
              "function f: python3 is not installed, but the embedded cloud runs this agent's"
                  + " python3.11 code with it; install python3 or put it on the PATH, then run the"
                  + " same command again [BMK-301]");
    }
  }

  @Test
  void a_missing_java_is_told_with_the_agent_that_needs_it() {
    functions.lambda.createFunction(
        LocalFunctions.function("f", "").runtime("java21").handler("a.B::c").build());

    try (LocalLambda lambda = functions.withPath(System.getenv("PATH"))) {
      assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("f")))
          .hasMessage(
              "function f: java is not installed, but the embedded cloud runs this agent's java21"
                  + " code with it; set JAVA_HOME to a JDK, then run the same command again"
                  + " [BMK-301]");
    }
  }

  @Test
  void a_runtime_that_is_not_embedded_is_refused_by_name() {
    functions.lambda.createFunction(
        LocalFunctions.function("f", "").runtime("ruby3.4").handler("a.b").build());

    assertThatThrownBy(() -> functions.invoke("f", "{}"))
        .hasMessage(
            "function f: the embedded cloud does not run the runtime ruby3.4; it runs python3,"
                + " nodejs and java runtimes; try this function on AWS [BMK-704]");
  }
}
