package io.biomerkin.synth;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiException;

/**
 * Makes the template of a blueprint in one environment, by AWS CDK. A pure function: equal
 * blueprints make equal templates. Needs Node.
 */
public final class Synthesizer {

  /** CDK's own count of resources stands in the way: {@link Assembly} splits what is too large. */
  private static final String RESOURCE_LIMIT = "@aws-cdk/core:stackResourceLimit";

  private static final int NO_LIMIT = 0;

  /** The output that tells that code may have gone past the stack. */
  private static final String EXPRESS = "Express";

  /**
   * Makes sure that the machine has what a synthesis needs.
   *
   * @throws ProblemException when Node is missing or too old
   */
  public static void requireMachine() {
    Node.onPath().requireSupported();
  }

  /**
   * The template, with a place for each agent's code that {@link CodeBinding} fills.
   *
   * @throws ProblemException when Node is missing or too old
   */
  public Template synthesize(Blueprint blueprint, Environment environment) {
    // One Node process serves the whole JVM, and takes one request after another.
    synchronized (JsiiEngine.class) {
      Node.onPath().serveCdk();
      return make(blueprint, environment);
    }
  }

  private static Template make(Blueprint blueprint, Environment environment) {
    Path output = outputFolder();
    try {
      return build(blueprint, environment, output);
    } catch (JsiiException | UncheckedIOException e) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          "AWS CDK",
          "CDK could not make the template: " + e.getMessage(),
          "make room in the folder for temporary files, then run the same command again");
    } finally {
      delete(output);
    }
  }

  private static Template build(Blueprint blueprint, Environment environment, Path output) {
    Names names = Names.of(blueprint, environment);
    App app =
        App.Builder.create()
            .analyticsReporting(false)
            .treeMetadata(false)
            .stackTraces(false)
            .outdir(output.toString())
            .context(Map.of(RESOURCE_LIMIT, NO_LIMIT))
            .build();
    Stack stack =
        Stack.Builder.create(app, names.stack())
            .stackName(names.stack())
            .description(blueprint.application() + " in " + environment.name())
            .env(
                software.amazon.awscdk.Environment.builder()
                    .account(names.account())
                    .region(names.region())
                    .build())
            .synthesizer(new LegacyStackSynthesizer())
            .build();
    StackScope scope = new StackScope(stack, blueprint, environment);
    new DataResources(scope).add();
    new AgentResources(scope).add();
    new ApiResources(scope).add();
    new MonitoringResources(scope).add();
    if (environment.express()) {
      CfnOutput.Builder.create(stack, EXPRESS).value("on").build();
    }
    app.synth();
    return read(output.resolve(stack.getTemplateFile()));
  }

  /** Sorted: CDK writes what it was given in the order in which it was given. */
  private static Template read(Path file) {
    try {
      return Template.of(new Template(Files.readString(file)).json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path outputFolder() {
    try {
      return Files.createTempDirectory("biomerkin-synth");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
