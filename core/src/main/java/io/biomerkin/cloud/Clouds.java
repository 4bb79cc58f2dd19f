package io.biomerkin.cloud;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Target;
import java.nio.file.Path;
import java.time.Clock;

/** The one place that knows which kind of cloud an environment runs on. */
public final class Clouds {

  private Clouds() {}

  /** Which cloud to take. */
  public enum Choice {
    /** The one that the environment declares. */
    DECLARED,
    /** The embedded one, for any environment. */
    LOCAL
  }

  /**
   * Opens the cloud of an environment; makes no call.
   *
   * @param folder where the embedded cloud is kept
   */
  public static Cloud open(Environment environment, Choice choice, Path folder) {
    return open(
        environment,
        choice,
        folder,
        CloudClock.unpaced(Clock.systemUTC()),
        AwsAccess.ofThisProcess());
  }

  /** The same, with the embedded cloud's time given, and how real clouds are reached. */
  public static Cloud open(
      Environment environment,
      Choice choice,
      Path folder,
      CloudClock localClock,
      AwsAccess access) {
    Target target = environment.target();
    if (choice == Choice.DECLARED && target instanceof Target.Aws aws) {
      return AwsClients.cloud(aws, access);
    }
    return LocalAccount.open(folder, target.account(), target.region(), localClock);
  }

  /** Whether that choice rehearses an environment elsewhere than where it is declared to run. */
  public static boolean isTryOut(Environment environment, Choice choice) {
    return choice == Choice.LOCAL && !(environment.target() instanceof Target.Local);
  }
}
