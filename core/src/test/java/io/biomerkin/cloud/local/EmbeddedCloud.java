package io.biomerkin.cloud.local;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import java.nio.file.Path;
import software.amazon.awssdk.core.SdkClient;

/** Opens embedded clouds for tests; each one opened is what another process would see. */
public final class EmbeddedCloud {

  /** The account of the tests. */
  public static final String ACCOUNT = "111111111111";

  private EmbeddedCloud() {}

  /** The cloud in the folder, in us-east-1. */
  public static Cloud open(Path folder, MovableClock clock) {
    return LocalAccount.open(folder, ACCOUNT, "us-east-1", CloudClock.unpaced(clock));
  }

  /** One client of the cloud in the folder. */
  public static <T extends SdkClient> T client(Class<T> type, Path folder) {
    return open(folder, new MovableClock()).client(type);
  }
}
