package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.TableBackups;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Backs up every table of the stack before something endangers it. Buckets keep versions. */
public final class BackupTables {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Site site;

  /** The tables of that site. */
  public BackupTables(Site site) {
    this.site = site;
  }

  /** Backs up before a change that would lose data. */
  public void beforeLoss(ChangeSet change, ReleaseId release) {
    if (change.changes().stream().anyMatch(ResourceChange::losesData)) {
      tell(release);
    }
  }

  /** Backs up, and tells which backups there are. */
  public void tell(ReleaseId release) {
    List<String> made =
        site.narrator()
            .step("backup", () -> run(release), arns -> Words.count(arns.size(), "table"));
    made.forEach(arn -> site.narrator().notice("backup " + arn));
  }

  /** Makes the backups and waits for them; gives their ARNs. */
  public List<String> run(ReleaseId release) {
    TableBackups backups = new TableBackups(site.cloud());
    List<String> arns = new ArrayList<>();
    // The tables that are there: one that the blueprint adds is not yet, one that it drops still
    // is.
    for (String table : site.stacks().physicalIds("AWS::DynamoDB::Table").values()) {
      arns.add(backups.create(table, "before-" + release.text()));
    }
    arns.forEach(arn -> await(backups, arn));
    return arns;
  }

  private void await(TableBackups backups, String arn) {
    String status = backups.status(arn);
    while (status.equals("CREATING")) {
      site.narrator().stop().before("backup");
      site.cloud().clock().sleep(PAUSE);
      status = backups.status(arn);
    }
    if (!status.equals("AVAILABLE")) {
      throw new ProblemException(
          ProblemCode.RESOURCE_FAILED,
          arn,
          "the backup did not become available: it is " + status,
          "nothing was changed; run the same command again");
    }
  }
}
