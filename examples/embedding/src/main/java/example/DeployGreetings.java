package example;

import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployRequest;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.dsl.BlueprintReader;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.model.Blueprint;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;

/** Tries a deployment of production on the embedded cloud and tells what happens. */
public final class DeployGreetings {

  private DeployGreetings() {}

  public static void main(String[] args) {
    try {
      DeployResult result =
          deploy(Path.of("system"), Path.of("target/cloud"), DeployGreetings::print);
      System.out.println(
          (result.changed() ? "deployed " : "unchanged ") + result.release().id().text());
    } catch (ProblemException e) {
      e.problems().forEach(System.err::println);
      System.exit(1);
    }
  }

  /** Deploys the system in a folder to an embedded cloud in another one. */
  static DeployResult deploy(Path system, Path cloud, DeployListener listener) {
    Blueprint blueprint = BlueprintReader.read(system.resolve("deployment.groovy"));
    try (Biomerkin biomerkin =
        Biomerkin.of(blueprint, system)
            .cloud(Clouds.Choice.LOCAL)
            .state(cloud)
            .listener(listener)
            .open()) {
      return biomerkin.deploy(DeployRequest.to("prod"));
    }
  }

  private static void print(DeployEvent event) {
    if (event instanceof DeployEvent.StepFinished step) {
      System.out.printf("%-12s %s%n", step.step(), step.result());
    } else if (event instanceof DeployEvent.ResourceChanged resource) {
      System.out.printf(
          "  %d/%d %s %s%n",
          resource.done(), resource.total(), resource.logicalId(), resource.status());
    } else if (event instanceof DeployEvent.Failed failed) {
      System.out.println(failed.summary());
    }
  }
}
