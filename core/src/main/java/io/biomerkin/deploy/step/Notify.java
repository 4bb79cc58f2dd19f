package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Topics;
import io.biomerkin.model.Release;
import io.biomerkin.model.Topic;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.stream.Collectors;

/**
 * Tells those whom the blueprint names, by the topic of alerts. A notice that fails stops nothing.
 */
public final class Notify {

  private final Site site;

  /** Notices of that site. */
  public Notify(Site site) {
    this.site = site;
  }

  /** A release runs. */
  public void succeeded(Release release) {
    String did =
        release.restores().map(id -> " rolled back to " + id).orElse(" deployed " + release.id());
    send(
        release.application() + ":" + did + " in " + release.environment(),
        "Release: "
            + release.id()
            + "\nEnvironment: "
            + release.environment()
            + "\nCommit: "
            + release.commit()
            + "\nBy: "
            + release.by()
            + "\nVerified: "
            + release.verification()
            + release.emergency().map(reason -> "\nEmergency: " + reason).orElse("")
            + "\n");
  }

  /** A change failed; what ran before runs on, or runs again. */
  public void failed(String operation, ProblemException failure) {
    if (failure.first().code() == ProblemCode.LOCKED) {
      return;
    }
    send(
        site.blueprint().application()
            + ": "
            + operation
            + " failed in "
            + site.environment().name(),
        failure.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))
            + "\n");
  }

  private void send(String subject, String text) {
    if (site.blueprint().notifications().isEmpty()) {
      return;
    }
    site.narrator()
        .tolerating(
            "topic alerts",
            "nobody could be notified",
            () ->
                new Topics(site.cloud())
                    .publish(site.names().resource(Topic.ALERTS), subject, text));
  }
}
