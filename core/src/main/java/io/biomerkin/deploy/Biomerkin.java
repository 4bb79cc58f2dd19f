package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.step.Narrator;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.StateFolder;
import io.biomerkin.deploy.step.Workers;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.ledger.Markers;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintRules;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.pack.Packager;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The public face: deploys a blueprint, looks at what runs, takes it back. Every operation throws
 * {@link ProblemException}, root cause first, and tells a {@link DeployListener} what it does; none
 * prints.
 *
 * <pre>{@code
 * try (Biomerkin biomerkin = Biomerkin.of(blueprint, folder).listener(System.out::println).open()) {
 *   DeployResult result = biomerkin.deploy(DeployRequest.to("dev"));
 * }
 * }</pre>
 */
public final class Biomerkin implements AutoCloseable {

  private static final int WORKERS = 8;

  private final Builder options;
  private final Narrator narrator;
  private final Workers workers = new Workers(WORKERS);

  private Biomerkin(Builder options) {
    this.options = options;
    this.narrator = new Narrator(options.listener);
  }

  /**
   * Begins with a blueprint.
   *
   * @param blueprint what to deploy
   * @param folder the folder that its paths start from; in a Git repository
   */
  public static Builder of(Blueprint blueprint, Path folder) {
    return new Builder(blueprint, folder.toAbsolutePath().normalize());
  }

  /** How the operations work; every option has a default. */
  public static final class Builder {

    private final Blueprint blueprint;
    private final Path folder;
    private Path state;
    private Clouds.Choice choice = Clouds.Choice.DECLARED;
    private DeployListener listener = DeployListener.silent();
    private Optional<CallInterceptor> interceptor = Optional.empty();
    private CloudClock localClock = CloudClock.unpaced(Clock.systemUTC());

    private Builder(Blueprint blueprint, Path folder) {
      this.blueprint = blueprint;
      this.folder = folder;
      this.state = folder.resolve(".biomerkin");
    }

    /** Where the embedded cloud, caches and outputs are kept; default {@code .biomerkin}. */
    public Builder state(Path value) {
      this.state = value.toAbsolutePath().normalize();
      return this;
    }

    /** Which cloud; default the one that each environment declares. */
    public Builder cloud(Clouds.Choice value) {
      this.choice = value;
      return this;
    }

    /** Who is told what happens; default nobody. */
    public Builder listener(DeployListener value) {
      this.listener = value;
      return this;
    }

    /** Sees every call to the cloud; default nobody. */
    public Builder interceptor(CallInterceptor value) {
      this.interceptor = Optional.of(value);
      return this;
    }

    /** The embedded cloud's time; default the real one, without waiting between two looks. */
    public Builder localClock(CloudClock value) {
      this.localClock = value;
      return this;
    }

    /**
     * Opens; makes no call.
     *
     * @throws ProblemException with everything that is wrong with the blueprint
     */
    public Biomerkin open() {
      List<Problem> problems = BlueprintRules.problems(blueprint);
      if (!problems.isEmpty()) {
        throw new ProblemException(problems);
      }
      return new Biomerkin(this);
    }
  }

  /** Makes an environment run what the blueprint and the sources say. */
  public DeployResult deploy(DeployRequest request) {
    return operate(
        "deploy", request.environment(), site -> new DeployOperation(site, request).run());
  }

  /** Makes an environment run an earlier release again. */
  public DeployResult rollback(RollbackRequest request) {
    return operate(
        "rollback", request.environment(), site -> new RollbackOperation(site, request).run());
  }

  /** What a deployment would change. Changes nothing. */
  public Plan plan(String environment) {
    return operate("plan", environment, site -> new PlanOperation(site).run());
  }

  /** Checks the machine, the environment, and what runs there. Changes nothing. */
  public Validation validate(String environment) {
    return operate("validate", environment, site -> new ValidateOperation(site).run());
  }

  /**
   * Removes an environment.
   *
   * @param force the environment's name, for one that protects its data
   */
  public Destroyed destroy(String environment, Optional<String> force) {
    return operate("destroy", environment, site -> new DestroyOperation(site, force).run());
  }

  /** What runs in every environment; one that cannot be reached says so. */
  public List<Status> status() {
    return options.blueprint.environments().stream().map(this::status).toList();
  }

  /** What runs in one environment. */
  public Status status(String environment) {
    return status(environment(environment));
  }

  private Status status(Environment environment) {
    try (Opened opened = open(environment)) {
      return new StatusOperation(opened.site()).run();
    }
  }

  /**
   * The releases of an environment, as the ledger tells them. Makes one call, for what of them
   * runs; where the cloud cannot be reached, the last one is taken for it.
   */
  public History history(String environment) {
    try (Opened opened = open(environment(environment))) {
      return new HistoryOperation(opened.site()).run();
    }
  }

  private <T> T operate(String name, String environmentName, Function<Site, T> operation) {
    Environment environment = environment(environmentName);
    try (Opened opened = open(environment)) {
      Site site = opened.site();
      narrator.tell(
          new DeployEvent.Started(
              name, site.blueprint().application(), environment.name(), site.cloud().label()));
      try {
        T result = operation.apply(site);
        narrator.tell(
            new DeployEvent.Succeeded(
                name + " of " + environment.name() + " ended well",
                result instanceof DeployResult deployed ? deployed.outputs() : Map.of()));
        return result;
      } catch (RuntimeException e) {
        throw CloudErrors.explained(e, site.cloud().label());
      }
    } catch (ProblemException e) {
      narrator.tell(new DeployEvent.Failed(e.first().toString()));
      throw e;
    }
  }

  private Environment environment(String name) {
    return options
        .blueprint
        .environment(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.UNKNOWN_ENVIRONMENT,
                    name,
                    "the blueprint declares no such environment",
                    "choose one of "
                        + options.blueprint.environments().stream()
                            .map(Environment::name)
                            .collect(Collectors.joining(", "))));
  }

  /** A site, with what must be closed after it. */
  private record Opened(Site site, Cloud cloud, Lazy<GitLedger> ledger) implements AutoCloseable {
    @Override
    public void close() {
      cloud.close();
      ledger.ifMade(GitLedger::close);
    }
  }

  private Opened open(Environment environment) {
    StateFolder.make(options.state);
    Cloud declared =
        Clouds.open(
            environment, options.choice, options.state.resolve("cloud"), options.localClock);
    Cloud cloud = options.interceptor.map(declared::intercepted).orElse(declared);
    Markers markers = Clouds.isTryOut(environment, options.choice) ? Markers.LOCAL : Markers.TAGS;
    Lazy<GitLedger> ledger = new Lazy<>(() -> GitLedger.open(options.folder, markers));
    Site site =
        new Site(
            options.blueprint,
            environment,
            Names.of(options.blueprint, environment),
            options.folder,
            options.state,
            cloud,
            ledger,
            new Packager(options.folder, options.state.resolve("cache")),
            narrator,
            workers);
    return new Opened(site, cloud, ledger);
  }

  /** Stops the workers. */
  @Override
  public void close() {
    workers.close();
  }

  /** Made once, when first asked for, by whichever thread asks. */
  private static final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> make;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> make) {
      this.make = make;
    }

    @Override
    public synchronized T get() {
      if (made.isEmpty()) {
        made = Optional.of(make.get());
      }
      return made.get();
    }

    synchronized void ifMade(java.util.function.Consumer<T> action) {
      made.ifPresent(action);
    }
  }
}
