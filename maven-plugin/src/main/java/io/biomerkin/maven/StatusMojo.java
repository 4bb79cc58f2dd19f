package io.biomerkin.maven;

import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.Status;
import io.biomerkin.maven.console.StatusText;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/** Tells which release runs where, since when, by whom and from which commit. */
@Mojo(name = "status", aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractReportMojo {

  @Override
  protected void run(Biomerkin biomerkin) {
    List<Status> status = biomerkin.status();
    report(status, StatusText.of(status));
  }
}
