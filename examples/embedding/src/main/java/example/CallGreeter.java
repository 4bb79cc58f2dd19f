package example;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.Functions;
import io.biomerkin.dsl.BlueprintReader;
import io.biomerkin.model.Environment;
import java.nio.file.Path;

/** Calls the agent that {@link DeployGreetings} deployed, on the same embedded cloud. */
public final class CallGreeter {

  private CallGreeter() {}

  public static void main(String[] args) {
    Functions.Answer answer =
        call(Path.of("system"), Path.of("target/cloud"), "{\"name\": \"Grace\"}");
    System.out.println(answer.payload());
    System.out.println(answer.log());
  }

  /** Sends it an event, JSON, and waits for its answer. */
  static Functions.Answer call(Path system, Path state, String event) {
    Environment prod =
        BlueprintReader.read(system.resolve("deployment.groovy"))
            .environment("prod")
            .orElseThrow();
    try (Cloud cloud = Clouds.open(prod, Clouds.Choice.LOCAL, state.resolve("cloud"))) {
      return new Functions(cloud).invoke("greetings-greeter-prod", "live", event);
    }
  }
}
