package io.biomerkin.deploy.step;

import io.biomerkin.cloud.TableBackups;
import io.biomerkin.model.ReleaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Backs up every table before something endangers it. Buckets keep their own versions. */
public final class BackupTables {

  private final Site site;

  /** The tables of that site. */
  public BackupTables(Site site) {
    this.site = site;
  }

  /** Makes the backups and waits for them; gives their ARNs. */
  public List<String> run(ReleaseId release) {
    TableBackups backups = new TableBackups(site.cloud());
    List<String> arns = new ArrayList<>();
    site.blueprint()
        .topology()
        .tables()
        .forEach(
            table ->
                arns.add(
                    backups.create(
                        site.names().resource(table.name()), "before-" + release.text())));
    for (String arn : arns) {
      while (!backups.isAvailable(arn)) {
        site.cloud().clock().sleep(Duration.ofSeconds(2));
      }
    }
    return arns;
  }
}
