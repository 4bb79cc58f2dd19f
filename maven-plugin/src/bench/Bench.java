import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployRequest;
import io.biomerkin.deploy.PromoteRequest;
import io.biomerkin.deploy.RollbackRequest;
import io.biomerkin.dsl.BlueprintReader;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintRules;
import io.biomerkin.model.Environment;
import io.biomerkin.pack.Packager;
import io.biomerkin.synth.Synthesizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures inside the JVM; each line printed is a name, a tab and a value. Run by bench.py. */
public final class Bench {

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Path path = Path.of(args[1]).toAbsolutePath();
    switch (args[0]) {
      case "synth" -> synth(path, Path.of(args[2]));
      case "validate" -> validate(path);
      case "pack" -> pack(path, Path.of(args[2]));
      case "deploy" -> deploy(path, Path.of(args[2]));
      case "grow" -> grow(path, Path.of(args[2]));
      case "rules" -> rules(path, Path.of(args[2]), Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** The template of an environment, twice; the first is written where the caller wants it. */
  private static void synth(Path blueprintFile, Path template) throws Exception {
    Blueprint blueprint = BlueprintReader.read(blueprintFile);
    Environment environment = blueprint.environment("prod").orElseThrow();
    Synthesizer synthesizer = new Synthesizer();
    long begin = System.nanoTime();
    Files.write(template, synthesizer.synthesize(blueprint, environment).bytes());
    tell("first", begin);
    begin = System.nanoTime();
    synthesizer.synthesize(blueprint, environment);
    tell("second", begin);
  }

  private static void validate(Path blueprintFile) {
    long begin = System.nanoTime();
    Blueprint blueprint = BlueprintReader.read(blueprintFile);
    int problems = BlueprintRules.problems(blueprint).size();
    tell("validate", begin);
    print("agents", blueprint.topology().agents().size());
    print("problems", problems);
  }

  private static void pack(Path folder, Path cache) {
    Blueprint blueprint = BlueprintReader.read(folder.resolve("deployment.groovy"));
    Agent agent = blueprint.topology().agents().get(0);
    long begin = System.nanoTime();
    long size = new Packager(folder, cache).bundle(agent).size();
    tell("pack", begin);
    print("bytes", size);
  }

  /** First deployment, unchanged, a change of code unverified, a rollback: time and calls of each. */
  private static void deploy(Path folder, Path state) throws Exception {
    Blueprint blueprint = BlueprintReader.read(folder.resolve("deployment.groovy"));
    Calls calls = new Calls();
    try (Biomerkin biomerkin =
        Biomerkin.of(blueprint, folder)
            .cloud(Clouds.Choice.LOCAL)
            .state(state)
            .interceptor(calls)
            .open()) {
      DeployRequest request = DeployRequest.to("dev");
      measure("first", calls, () -> biomerkin.deploy(request));
      measure("unchanged", calls, () -> biomerkin.deploy(request));
      change(folder);
      DeployRequest unverified =
          new DeployRequest("dev", false, true, Optional.empty(), Set.of());
      measure("change", calls, () -> biomerkin.deploy(unverified));
      measure("rollback", calls, () -> biomerkin.rollback(RollbackRequest.of("dev")));
    }
  }

  /** The life of a system of many agents that share their code. */
  private static void grow(Path folder, Path state) throws Exception {
    Blueprint blueprint = BlueprintReader.read(folder.resolve("deployment.groovy"));
    Environment environment = blueprint.environment("dev").orElseThrow();
    Synthesizer synthesizer = new Synthesizer();
    synthesizer.synthesize(blueprint, environment);
    long begin = System.nanoTime();
    synthesizer.synthesize(blueprint, environment);
    tell("synth", begin);
    Calls calls = new Calls();
    DeployRequest unverified = new DeployRequest("dev", false, true, Optional.empty(), Set.of());
    try (Biomerkin biomerkin =
        Biomerkin.of(blueprint, folder)
            .cloud(Clouds.Choice.LOCAL)
            .state(state)
            .interceptor(calls)
            .open()) {
      measure("deploy", calls, () -> biomerkin.deploy(unverified));
      measure("unchanged", calls, () -> biomerkin.deploy(unverified));
      Path code = folder.resolve("lambda/agent.py");
      Files.writeString(code, Files.readString(code) + "# changed\n");
      measure("plan", calls, () -> biomerkin.plan("dev"));
      commit(folder);
      measure("change", calls, () -> biomerkin.deploy(unverified));
    }
  }

  /** A decision in a repository of so many tags: releases and their approvals. */
  private static void rules(Path folder, Path state, int tags) throws Exception {
    Path file = folder.resolve("deployment.groovy");
    // No try-out: the markers of both environments are the tags that are written here.
    String staging = "aws '222222222222', 'us-east-1'\n        assumes role: 'BiomerkinDeploy'\n";
    Files.writeString(file, Files.readString(file).replace(staging, "local()\n"));
    Blueprint blueprint = BlueprintReader.read(file);
    try (Biomerkin biomerkin = Biomerkin.of(blueprint, folder).state(state).open()) {
      DeployRequest unverified = new DeployRequest("dev", true, true, Optional.empty(), Set.of());
      String release = biomerkin.deploy(unverified).release().id().text();
      PromoteRequest request = PromoteRequest.to("staging");
      biomerkin.checklist(request);
      String dev = blueprint.application() + "/dev/" + release;
      ManyTags.write(folder, dev, "dev", tags / 2);
      ManyTags.write(folder, dev, "staging", tags / 2);
      for (int i = 0; i < 5; i++) {
        long begin = System.nanoTime();
        biomerkin.checklist(request);
        tell("rules " + i, begin);
      }
    }
  }

  private static void change(Path folder) throws Exception {
    Path agent = folder.resolve("literature/literature_agent.py");
    Files.writeString(agent, Files.readString(agent) + "# changed\n");
    commit(folder);
  }

  private static void commit(Path folder) throws Exception {
    for (String command : List.of("add -A", "commit -q -m changed")) {
      List<String> line = new ArrayList<>(List.of("git", "-C", folder.toString()));
      line.addAll(List.of(command.split(" ")));
      if (new ProcessBuilder(line).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("git " + command);
      }
    }
  }

  private static void measure(String name, Calls calls, Runnable operation) {
    calls.count.set(0);
    long begin = System.nanoTime();
    operation.run();
    tell(name, begin);
    print(name + " calls", calls.count.get());
  }

  private static void tell(String name, long begin) {
    print(name, (System.nanoTime() - begin) / 1e9);
  }

  private static void print(String name, Object value) {
    System.out.println(name + "\t" + value);
  }

  private static final class Calls implements CallInterceptor {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void before(Call call) {
      count.incrementAndGet();
    }
  }
}
