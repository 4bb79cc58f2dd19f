package io.biomerkin.deploy;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.step.Narrator;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.deploy.step.StateFolder;
import io.biomerkin.deploy.step.Workers;
import io.biomerkin.ledger.GitLedger;
import io.biomerkin.ledger.Markers;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Ledger;
import io.biomerkin.model.Names;
import io.biomerkin.pack.Packager;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The environments of one operation, each opened when it is first asked for; one repository. */
final class Sites implements AutoCloseable {

  private final Biomerkin.Builder options;
  private final Narrator narrator;
  private final Workers workers;
  private final Lazy<GitLedger> ledger;
  private final Lazy<Blueprint> rules;
  private final Map<String, Site> opened = new HashMap<>();

  Sites(Biomerkin.Builder options, Narrator narrator, Workers workers) {
    this.options = options;
    this.narrator = narrator;
    this.workers = workers;
    this.ledger = new Lazy<>(() -> GitLedger.open(options.folder, Markers.TAGS));
    this.rules = new Lazy<>(() -> shared(options.rules.get(), options.remote));
  }

  private static Blueprint shared(Blueprint rules, Optional<String> remote) {
    return remote.isPresent() && rules.ledger().remote().isEmpty()
        ? rules.with(new Ledger(remote))
        : rules;
  }

  /**
   * The environment of that name.
   *
   * @throws ProblemException when no blueprint declares it
   */
  synchronized Site site(String name) {
    Site known = opened.get(name);
    if (known == null) {
      known = open(environment(name));
      opened.put(name, known);
    }
    return known;
  }

  private Environment environment(String name) {
    return options
        .blueprint
        .environment(name)
        .or(() -> rules.get().environment(name))
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

  private Site open(Environment environment) {
    StateFolder.make(options.state);
    Cloud declared =
        Clouds.open(
            environment,
            options.choice,
            options.state.resolve("cloud"),
            clock(environment),
            options.access);
    Cloud cloud = options.interceptor.map(declared::intercepted).orElse(declared);
    Markers markers = Clouds.isTryOut(environment, options.choice) ? Markers.LOCAL : Markers.TAGS;
    return new Site(
        options.blueprint,
        environment,
        Names.of(options.blueprint, environment),
        options.folder,
        options.state,
        cloud,
        markers,
        () -> ledger.get().view(markers),
        new Packager(options.folder, options.state.resolve("cache")),
        narrator,
        workers,
        rules,
        options.quotas,
        this::site);
  }

  private CloudClock clock(Environment environment) {
    return Clouds.isTryOut(environment, options.choice)
        ? new TryOutClock(options.state).over(options.localClock)
        : options.localClock;
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(site -> site.cloud().close());
    ledger.ifMade(GitLedger::close);
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
