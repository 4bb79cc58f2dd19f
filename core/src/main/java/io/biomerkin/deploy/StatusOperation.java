package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.gate.Candidate;
import io.biomerkin.deploy.gate.Candidates;
import io.biomerkin.deploy.gate.Content;
import io.biomerkin.deploy.gate.Gate;
import io.biomerkin.deploy.step.Preflight;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.Checklist;
import io.biomerkin.model.Release;
import io.biomerkin.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status: what runs in each environment, and what waits to come there. */
final class StatusOperation {

  private final Sites sites;
  private final Map<String, Look> looks = new HashMap<>();

  StatusOperation(Sites sites) {
    this.sites = sites;
  }

  /** What one look at an environment told: its history, or why there is none. */
  private record Look(String state, Optional<History> history) {}

  List<Status> run(List<String> environments) {
    return environments.stream().map(this::status).toList();
  }

  private Status status(String environment) {
    Site site = sites.site(environment);
    Look look = look(site);
    return new Status(
        environment,
        site.cloud().label(),
        look.state(),
        look.history().flatMap(History::current),
        look.history().filter(History::runsRejected).isPresent(),
        look.history().flatMap(History::emergency),
        look.history().flatMap(history -> waiting(site, history)));
  }

  /** One call an environment, however many others ask what runs there. */
  private Look look(Site site) {
    String name = site.environment().name();
    Look look = looks.get(name);
    if (look == null) {
      look = told(site);
      looks.put(name, look);
    }
    return look;
  }

  private static Look told(Site site) {
    try {
      Optional<StackState> stack = new Preflight(site).run().filter(s -> !s.isReserved());
      History history = site.history(stack);
      return new Look(
          stack.map(s -> state(s, history)).orElse(StackState.NOT_DEPLOYED), Optional.of(history));
    } catch (RuntimeException e) {
      // One environment that cannot be reached must not hide the others.
      if (CloudErrors.explained(e, site.cloud().label()) instanceof ProblemException told) {
        return new Look(told.first().what(), Optional.empty());
      }
      throw e;
    }
  }

  /** A deployment that was interrupted, or marked in another repository, is told too. */
  private static String state(StackState stack, History history) {
    return history.running().filter(id -> history.current().isEmpty()).stream()
        .map(id -> stack.status() + ", release " + id + " has no marker here")
        .findFirst()
        .orElse(stack.status());
  }

  private Optional<Checklist> waiting(Site site, History history) {
    Optional<Gate> gate = Gate.of(site);
    Optional<History> source =
        gate.flatMap(g -> look(site.other(g.rule().from())).history())
            .filter(before -> before.current().isPresent());
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Candidate candidate;
    try {
      candidate = Candidates.of(site, gate.get().rule(), source.get()).running();
    } catch (ProblemException e) {
      // What cannot be promoted does not wait; the promotion itself tells why.
      return Optional.empty();
    }
    Optional<Release> current = history.current();
    if (current.filter(Content.of(candidate.release())::isOf).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(gate.get().check(candidate, history, Optional.empty(), false));
  }
}
