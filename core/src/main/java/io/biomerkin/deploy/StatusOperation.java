package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.StackState;
import io.biomerkin.deploy.step.Site;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;

/** Status: what runs in one environment. */
final class StatusOperation {

  private final Site site;

  StatusOperation(Site site) {
    this.site = site;
  }

  Status run() {
    String name = site.environment().name();
    String cloud = site.cloud().label();
    try {
      Optional<StackState> stack = site.stacks().find().filter(s -> !s.isReserved());
      return new Status(
          name,
          cloud,
          stack.map(StackState::status).orElse("not deployed"),
          stack.flatMap(StackState::release).flatMap(ReleaseId::parse).flatMap(this::marker));
    } catch (RuntimeException e) {
      // One environment that cannot be reached must not hide the others.
      if (CloudErrors.explained(e, cloud) instanceof ProblemException told) {
        return new Status(name, cloud, told.first().what(), Optional.empty());
      }
      throw e;
    }
  }

  private Optional<Release> marker(ReleaseId id) {
    return site.history().releases().stream().filter(r -> r.id().equals(id)).findFirst();
  }
}
