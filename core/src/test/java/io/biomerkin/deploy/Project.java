package io.biomerkin.deploy;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.model.Agent;
import io.biomerkin.model.Agent.Access;
import io.biomerkin.model.Api;
import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Bucket;
import io.biomerkin.model.Check;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Environment.Size;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.Names;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Table;
import io.biomerkin.model.Target;
import io.biomerkin.model.TestWorkflow;
import io.biomerkin.model.Topology;
import io.biomerkin.synth.Quotas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small real project in a Git repository: two Python agents, a table, a bucket, an API. */
final class Project {

  private static final String ANSWER = "{\"sum\":42}";

  final Path folder;
  final List<DeployEvent> events = new ArrayList<>();
  Clouds.Choice choice = Clouds.Choice.DECLARED;
  Optional<CallInterceptor> interceptor = Optional.empty();
  List<Check> checks = List.of();
  List<Table> tables = List.of(table("results", "id"));
  Target dev = new Target.Local();
  Optional<BackupPolicy> backup = Optional.empty();
  Rollout rollout = new Rollout.AllAtOnce();
  int memory = 128;
  List<PromotionRule> promotions =
      List.of(new PromotionRule("prod", "dev", List.of(new PromotionRule.Verified())));
  Optional<List<Environment>> environments = Optional.empty();
  io.biomerkin.model.Ledger ledger = io.biomerkin.model.Ledger.UNSHARED;
  Optional<java.util.function.Supplier<Blueprint>> rules = Optional.empty();
  CloudClock clock = CloudClock.unpaced(java.time.Clock.systemUTC());
  Optional<Path> state = Optional.empty();
  Optional<Agent> adder = Optional.empty();

  Quotas quotas = Quotas.AWS;

  /** Agents beside the two, each doing what the adder does. */
  List<String> more = List.of();

  private Project(Path folder) {
    this.folder = folder;
  }

  /** A project that is there already. */
  static Project at(Path folder) {
    return new Project(folder);
  }

  /** Makes the project and commits it. */
  static Project in(Path folder) {
    Project project = new Project(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    project.git("init", "-q", "-b", "main");
    project.git("config", "user.name", "Ada Example");
    project.git("config", "user.email", "ada@example.org");
    project.write(".gitignore", ".biomerkin/\n");
    project.write("lambda/adder.py", adder("event['a'] + event['b']"));
    project.write("lambda/front.py", FRONT);
    project.commit("begin");
    return project;
  }

  static Table table(String name, String key) {
    return new Table(
        name, new Table.Key(key, Table.KeyType.STRING), Optional.empty(), Optional.empty());
  }

  /** The front agent with another way to answer. */
  static String front(String answer) {
    return FRONT.substring(0, FRONT.indexOf("    answer = ")) + "    " + answer + "\n";
  }

  static String adder(String expression) {
    return """
        def handler(event, context):
            if event.get('healthCheck'):
                return {'status': 'ok'}
            return {'sum': %s}
        """
        .formatted(expression);
  }

  private static final String FRONT =
      """
      import json
      import os
      import boto3

      def handler(event, context):
          if event.get('healthCheck'):
              return {'status': 'ok'}
          if event.get('httpMethod'):
              return {'statusCode': 200, 'body': json.dumps({'status': 'ok'})}
          answer = boto3.client('lambda').invoke(
              FunctionName=os.environ['AGENT_ADDER'],
              Payload=json.dumps(event).encode())
          result = json.loads(answer['Payload'].read())
          boto3.resource('dynamodb').Table(os.environ['RESULTS']).put_item(
              Item={'id': 'last', 'sum': result['sum']})
          return result
      """;

  Blueprint blueprint() {
    return new Blueprint(
        "calc",
        topology(),
        environments.orElseGet(this::environments),
        promotions,
        checks,
        Optional.of(new TestWorkflow("front", "{\"a\":40,\"b\":2}", ANSWER)),
        List.of(new io.biomerkin.model.Notification.Email("ops@example.org")),
        ledger);
  }

  private Topology topology() {
    Map<String, io.biomerkin.model.Variable> variables =
        Map.of(
            "RESULTS",
            new io.biomerkin.model.Variable.NameOf(
                io.biomerkin.model.ResourceKind.TABLE, "results"));
    List<Agent> agents = new ArrayList<>();
    more.forEach(name -> agents.add(agent(name, "adder.handler", Map.of(), Access.NONE)));
    agents.add(adder.orElseGet(() -> agent("adder", "adder.handler", Map.of(), Access.NONE)));
    agents.add(
        agent(
            "front",
            "front.handler",
            tables.isEmpty() ? Map.of() : variables,
            new Access(
                List.of(),
                tables.isEmpty() ? List.of() : List.of("results"),
                List.of("adder"),
                List.of(),
                List.of())));
    return new Topology(
        tables,
        List.of(new Bucket("inbox")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        agents,
        Optional.of(
            new Api(List.of(new Api.Route(Api.Method.GET, "/health", "front", Api.Auth.NONE)))));
  }

  /** The adder with variables. */
  Agent agentWith(Map<String, io.biomerkin.model.Variable> variables) {
    return agent("adder", "adder.handler", variables, Access.NONE);
  }

  private Agent agent(
      String name,
      String handler,
      Map<String, io.biomerkin.model.Variable> variables,
      Access access) {
    return new Agent(
        name,
        handler,
        "python3.11",
        "lambda",
        memory,
        Duration.ofSeconds(30),
        variables,
        access,
        Optional.empty(),
        Agent.DEFAULT_HEALTH);
  }

  private List<Environment> environments() {
    return List.of(
        environment("dev", dev, false, List.of()),
        environment("prod", Target.Aws.of("333333333333", "us-east-1"), true, List.of()),
        environment(
            "frozen",
            new Target.Local(),
            false,
            List.of(
                new Freeze.Weekly(
                    new Freeze.WeekTime(java.time.DayOfWeek.MONDAY, java.time.LocalTime.of(0, 0)),
                    new Freeze.WeekTime(java.time.DayOfWeek.SUNDAY, java.time.LocalTime.MAX),
                    java.time.ZoneOffset.UTC))));
  }

  Environment environment(String name, Target target, boolean guarded, List<Freeze> freezes) {
    return new Environment(
        name,
        target,
        Size.MINIMAL,
        guarded,
        guarded,
        guarded,
        backup,
        rollout,
        freezes,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** The same project with that environment alone. */
  Project only(Environment environment) {
    environments = Optional.of(List.of(environment));
    promotions = List.of();
    return this;
  }

  /** The same project with those two, to the second of which what the first has verified may go. */
  Project twoStages(Environment first, Environment second) {
    environments = Optional.of(List.of(first, second));
    promotions =
        List.of(
            new PromotionRule(second.name(), first.name(), List.of(new PromotionRule.Verified())));
    return this;
  }

  /** Its time is another one than this machine's. */
  void shiftClock(Duration by) {
    clock = CloudClock.unpaced(java.time.Clock.offset(java.time.Clock.systemUTC(), by));
  }

  /** The environment with {@code express on}. */
  static Environment express(Environment environment) {
    return with(environment, true, environment.keptReleases());
  }

  /** The environment with {@code releases keep:}. */
  static Environment keeping(int releases, Environment environment) {
    return with(environment, environment.express(), Optional.of(releases));
  }

  private static Environment with(
      Environment environment, boolean express, Optional<Integer> keptReleases) {
    return new Environment(
        environment.name(),
        environment.target(),
        environment.size(),
        environment.monitoring(),
        environment.protectData(),
        environment.cleanTree(),
        environment.backup(),
        environment.rollout(),
        environment.freezes(),
        environment.domain(),
        express,
        keptReleases);
  }

  /** The release store of an environment. */
  ReleaseStore store(String name) {
    Environment environment = blueprint().environment(name).orElseThrow();
    return new ReleaseStore(cloud(name), Names.of(blueprint(), environment).releaseStore());
  }

  /** The cloud of an environment. */
  Cloud cloud(String name) {
    return Clouds.open(
        blueprint().environment(name).orElseThrow(),
        choice,
        folder.resolve(".biomerkin/cloud"),
        clock,
        AwsAccess.ofThisProcess());
  }

  Biomerkin open() {
    Biomerkin.Builder builder =
        Biomerkin.of(blueprint(), folder).cloud(choice).listener(events::add);
    interceptor.ifPresent(builder::interceptor);
    rules.ifPresent(builder::rules);
    state.ifPresent(builder::state);
    builder.localClock(clock);
    builder.quotas(quotas);
    return builder.open();
  }

  DeployResult deploy(String environment) {
    return deploy(DeployRequest.to(environment));
  }

  DeployResult deploy(DeployRequest request) {
    try (Biomerkin biomerkin = open()) {
      return biomerkin.deploy(request);
    }
  }

  DeployResult promote(String environment) {
    try (Biomerkin biomerkin = open()) {
      return biomerkin.promote(PromoteRequest.to(environment));
    }
  }

  DeployResult rollback(String environment) {
    return rollback(RollbackRequest.of(environment));
  }

  DeployResult rollback(RollbackRequest request) {
    try (Biomerkin biomerkin = open()) {
      return biomerkin.rollback(request);
    }
  }

  Validation validate(String environment) {
    try (Biomerkin biomerkin = open()) {
      return biomerkin.validate(environment);
    }
  }

  /** Writes a file and commits it. */
  void edit(String path, String text) {
    write(path, text);
    commit("edit " + path);
  }

  void write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  List<String> tags() {
    return git("tag", "--list").lines().toList();
  }

  /** What was told beside the steps. */
  List<String> notices() {
    return events.stream()
        .filter(DeployEvent.Notice.class::isInstance)
        .map(event -> ((DeployEvent.Notice) event).text())
        .toList();
  }

  /** Runs plain Git: what anybody else would see. */
  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
