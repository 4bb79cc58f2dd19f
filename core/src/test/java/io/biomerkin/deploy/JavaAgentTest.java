package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaAgentTest {

  private static final Agent ADDER =
      new Agent(
          "adder",
          "calc.Adder::add",
          "java17",
          "adder/target/classes",
          Agent.DEFAULT_MEMORY,
          Agent.DEFAULT_TIMEOUT,
          Map.of(),
          Agent.Access.NONE,
          Optional.empty(),
          Agent.DEFAULT_HEALTH);

  @Test
  void a_java_agent_is_deployed_called_by_a_python_one_and_taken_back_when_it_fails(
      @TempDir Path folder) {
    Project project = Project.in(folder);
    project.adder = Optional.of(ADDER);
    compile(project, "Map.of(\"sum\", (int) event.get(\"a\") + (int) event.get(\"b\"))");

    DeployResult good = project.deploy("dev");

    assertThat(good.release().verification()).hasToString("4/4");
    compile(project, "Map.of(\"sum\", 1 / ((int) event.get(\"a\") - 40))");
    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("BMK-503");
    compile(project, "Map.of(\"sum\", (int) event.get(\"a\") + (int) event.get(\"b\"))");
    assertThat(project.deploy("dev").release().code().get("adder"))
        .isEqualTo(good.release().code().get("adder"));
  }

  private static void compile(Project project, String answer) {
    project.write(
        "adder/src/calc/Adder.java",
        """
        package calc;
        import java.util.Map;
        public class Adder {
          public Map<String, Object> add(Map<String, Object> event) {
            return event.containsKey("healthCheck") ? Map.of("status", "ok") : %s;
          }
        }
        """
            .formatted(answer));
    Path source = project.folder.resolve("adder/src/calc/Adder.java");
    Path classes = project.folder.resolve(ADDER.code());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    project.commit("compile");
  }
}
