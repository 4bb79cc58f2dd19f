package io.biomerkin.cloud.contract;

import io.biomerkin.cloud.Cloud;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkClient;

/**
 * What a service must do on every cloud. A contract extends it, asks {@link #client} for its
 * clients, and runs on the embedded cloud and on an emulator that others wrote. Each test has an
 * account of its own, empty at its start.
 *
 * <p>Extenders are named {@code …ContractTest}.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
public abstract class CloudContract {

  @TempDir private Path folder;

  @Parameter private Target target;

  private Cloud cloud;

  @BeforeEach
  void open_a_fresh_account() {
    cloud = target.open(folder);
  }

  @AfterEach
  void close_it() {
    cloud.close();
  }

  /** The cloud of this test. */
  protected final Cloud cloud() {
    return cloud;
  }

  /** A client of it. */
  protected final <T extends SdkClient> T client(Class<T> type) {
    return cloud.client(type);
  }
}
