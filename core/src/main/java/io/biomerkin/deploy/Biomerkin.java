package io.biomerkin.deploy;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.step.Narrator;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.StateFolder;
import io.biomerkin.deploy.step.StepTimes;
import io.biomerkin.deploy.step.Stop;
import io.biomerkin.deploy.step.Workers;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.ledger.Decision;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.ledger.Markers;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintRules;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Environment;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Quotas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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
  private final Stop stop = new Stop();

  private Biomerkin(Builder options) {
    this.options = options;
    this.narrator = new Narrator(options.listener, stop);
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

  /**
   * The text of a file as it is in the commit that is checked out; empty when that has no such
   * file. For hosts that read the rules from there.
   */
  public static Optional<String> committed(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    try (GitLedger ledger = GitLedger.open(folder, Markers.TAGS)) {
      return ledger.committed(file);
    }
  }

  /** How the operations work; every option has a default. */
  public static final class Builder {

    final Blueprint blueprint;
    final Path folder;
    Path state;
    Clouds.Choice choice = Clouds.Choice.DECLARED;
    Optional<CallInterceptor> interceptor = Optional.empty();
    CloudClock localClock = CloudClock.unpaced(Clock.systemUTC());
    AwsAccess access = AwsAccess.ofThisProcess();
    Supplier<Blueprint> rules;
    Optional<String> remote = Optional.empty();
    Quotas quotas = Quotas.AWS;
    private DeployListener listener = DeployListener.silent();

    private Builder(Blueprint blueprint, Path folder) {
      this.blueprint = blueprint;
      this.folder = folder;
      this.rules = () -> blueprint;
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

    /** How real clouds are reached; default as the environment variables of the process say. */
    public Builder access(AwsAccess value) {
      this.access = value;
      return this;
    }

    /** The Git remote that markers are shared by where the blueprint names none; default none. */
    public Builder remote(String value) {
      this.remote = Optional.of(value);
      return this;
    }

    /**
     * The blueprint whose promotion rules and freezes hold, read when they are first asked for;
     * default the blueprint itself. A host that lets people edit the blueprint before it is
     * committed gives the committed one, so that nobody loosens the rules on the way.
     */
    public Builder rules(Supplier<Blueprint> value) {
      this.rules = value;
      return this;
    }

    /** What one stack holds; default what AWS says. */
    Builder quotas(Quotas value) {
      this.quotas = value;
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

  /** What time it is where environments are tried out on the embedded cloud. */
  public Instant tryOutTime() {
    return new TryOutClock(options.state).over(options.localClock).now();
  }

  /**
   * Puts the clock of the environments that are tried out on the embedded cloud forward, for good:
   * what waits for time to pass need not be waited for.
   *
   * @param time the time that it tells then, not before {@link #tryOutTime}
   */
  public void forwardTryOuts(Instant time) {
    Duration by = Duration.between(tryOutTime(), time);
    if (by.isNegative()) {
      throw new IllegalArgumentException("the clock goes forward only, not to " + time);
    }
    StateFolder.make(options.state);
    new TryOutClock(options.state).forward(by);
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

  /** What a deployment would change, and what was changed past the stack. Changes nothing. */
  public Plan plan(String environment) {
    return plan(environment, DriftPolicy.WARN);
  }

  /**
   * The same of a deployment that does that about drift. The plan tells what it found; with {@link
   * DriftPolicy#FAIL} too, so that the caller may decide.
   */
  public Plan plan(String environment, DriftPolicy drift) {
    return operate("plan", environment, site -> new PlanOperation(site, drift).run());
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

  /**
   * Takes the lock of an environment from an owner who will never give it back. Two that change one
   * environment at once spoil it: make sure that the owner has ended.
   *
   * @param force the environment's name
   * @throws io.biomerkin.problem.ProblemException when somebody holds the lock, telling who, and
   *     the name is not given
   */
  public Unlocked unlock(String environment, Optional<String> force) {
    return unlock(environment, owner -> force);
  }

  /**
   * The same where a person is asked. Only the lock that they were told of is taken away.
   *
   * @param name is told who holds the lock, and gives the environment's name, or nothing
   * @throws io.biomerkin.problem.ProblemException when the name is another one
   */
  public Unlocked unlock(String environment, Function<String, Optional<String>> name) {
    return operate("unlock", environment, site -> new UnlockOperation(site, name).run());
  }

  /**
   * Leads the stack of an environment out of a state that no deployment can start from, such as
   * {@code UPDATE_ROLLBACK_FAILED} ({@link io.biomerkin.cloud.StackStatus} has them all). Does
   * nothing to a stack that is whole.
   *
   * @param skip resources to leave as they are, by their names in the template: of a rollback what
   *     it cannot take back, of a deletion what it cannot delete
   * @throws io.biomerkin.problem.ProblemException when CloudFormation fails once more, telling on
   *     what
   */
  public Recovered recover(String environment, Set<String> skip) {
    return operate("recover", environment, site -> new RecoverOperation(site, skip).run());
  }

  /**
   * What went wrong last in an environment, and what to do: its stack, the permissions that were
   * missing, functions that failed with the end of their logs. Changes nothing.
   */
  public Diagnosis diagnose(String environment) {
    return operate("diagnose", environment, site -> new DiagnoseOperation(site).run());
  }

  /**
   * Turns back an update of an environment that is going on, whoever began it, and waits for that.
   *
   * @throws io.biomerkin.problem.ProblemException when something else than an update is going on
   */
  public Cancelled cancel(String environment) {
    return operate("cancel", environment, site -> new CancelOperation(site).run());
  }

  /**
   * Makes an environment run a release that the environment before it has verified: the same
   * packages, nothing is built.
   */
  public DeployResult promote(PromoteRequest request) {
    return operate(
        "promote", request.environment(), site -> new PromoteOperation(site, request).run());
  }

  /** Whether a promotion would go through, rule by rule. Changes nothing. */
  public Checklist checklist(PromoteRequest request) {
    return operate(
        "checklist", request.environment(), site -> new PromoteOperation(site, request).dryRun());
  }

  /** Lets a release into an environment, as one of those that its rule asks for. */
  public Decided approve(DecisionRequest request) {
    return operate(
        "approve",
        request.environment(),
        site -> new DecisionOperation(site, request, Decision.Kind.APPROVE).run());
  }

  /** Forbids a release, and whatever has the same content, for an environment for good. */
  public Decided reject(DecisionRequest request) {
    return operate(
        "reject",
        request.environment(),
        site -> new DecisionOperation(site, request, Decision.Kind.REJECT).run());
  }

  /** What runs in every environment; one that cannot be reached says so. */
  public List<Status> status() {
    try (Sites sites = sites()) {
      return new StatusOperation(sites)
          .run(options.blueprint.environments().stream().map(Environment::name).toList());
    }
  }

  /** What runs in one environment. */
  public Status status(String environment) {
    try (Sites sites = sites()) {
      return new StatusOperation(sites).run(List.of(environment)).get(0);
    }
  }

  /**
   * The releases of an environment, as the ledger tells them. Makes one call, for what of them
   * runs; where the cloud cannot be reached, the last one is taken for it.
   */
  public History history(String environment) {
    try (Sites sites = sites()) {
      return new HistoryOperation(sites.site(environment)).run();
    }
  }

  private <T> T operate(String name, String environment, Function<Site, T> operation) {
    try (Sites sites = sites()) {
      Site site = sites.site(environment);
      narrator.begin(new StepTimes(options.state, name, environment));
      narrator.tell(
          new DeployEvent.Started(
              name, site.blueprint().application(), environment, site.cloud().label()));
      try {
        T result = operation.apply(site);
        narrator.tell(
            new DeployEvent.Succeeded(
                name + " of " + environment + " ended well",
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

  /**
   * Asks what is running to end, from another thread. Before it changes the stack it fails with a
   * {@link ProblemException} that says so; an update of the stack is turned back, and fails then; a
   * first creation, a deletion, and all that comes after a change go on to their end. What begins
   * later ends before its first step.
   */
  public void stop() {
    stop.request();
  }

  Sites sites() {
    return new Sites(options, narrator, workers);
  }

  /** Stops the workers. */
  @Override
  public void close() {
    workers.close();
  }
}
