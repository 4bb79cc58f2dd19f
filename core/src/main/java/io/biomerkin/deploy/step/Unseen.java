package io.biomerkin.deploy.step;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.deploy.Diagnosis.Finding;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import java.util.List;

/** What a diagnosis may not look at is told, and stops nothing else of it. */
final class Unseen {

  private Unseen() {}

  /**
   * A refused look.
   *
   * @throws RuntimeException the failure, when it is another one
   */
  static Finding finding(Site site, String area, String name, RuntimeException failure) {
    if (!CloudErrors.isDenied(failure)
        || !(CloudErrors.explained(failure, name) instanceof ProblemException told)) {
      throw failure;
    }
    Problem problem = told.first();
    return new Finding(
        area,
        name,
        "could not be looked at: " + problem.what(),
        List.of(),
        "give who diagnoses this permission, then " + site.command("diagnose"));
  }
}
