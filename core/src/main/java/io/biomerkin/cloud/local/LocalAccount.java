package io.biomerkin.cloud.local;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.InterceptedCalls;
import io.biomerkin.cloud.local.state.StateStore;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * One account and region of the embedded cloud: what its services and resource types stand on.
 * Every call from outside holds the state's lock, so that two processes see whole calls of one
 * another.
 */
public final class LocalAccount {

  private final String account;
  private final String region;
  private final CloudClock clock;
  private final StateStore state;
  private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

  private LocalAccount(String account, String region, CloudClock clock, StateStore state) {
    this.account = account;
    this.region = region;
    this.clock = clock;
    this.state = state;
  }

  /**
   * Opens the embedded cloud kept in a folder.
   *
   * @param folder the folder, usually {@code .biomerkin/cloud}; made when first written to
   * @param account 12 digits
   * @param region the region
   * @param clock its time
   * @throws ProblemException when the folder is of a newer version or cannot be read
   */
  public static Cloud open(Path folder, String account, String region, CloudClock clock) {
    return open(StateStore.open(folder.resolve(account).resolve(region)), account, region, clock);
  }

  /** Opens the embedded cloud over a state, e.g. one that dies at a chosen write. */
  public static Cloud open(StateStore state, String account, String region, CloudClock clock) {
    LocalAccount local = of(state, account, region, clock);
    String label = "embedded cloud, account " + account + " " + region;
    return new Cloud(label, account, region, clock, local::locked);
  }

  /** The account over a state, as its services see it. */
  static LocalAccount of(StateStore state, String account, String region, CloudClock clock) {
    return new LocalAccount(account, region, clock, state);
  }

  /** A client for the services themselves: inside a call, under its lock. */
  public <T extends SdkClient> T client(Class<T> type) {
    return type.cast(clients.computeIfAbsent(type.getSimpleName(), this::service));
  }

  /** The account, 12 digits. */
  public String account() {
    return account;
  }

  /** The region. */
  public String region() {
    return region;
  }

  /** The clock. */
  public CloudClock clock() {
    return clock;
  }

  /** The state of this account and region. */
  public StateStore state() {
    return state;
  }

  /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }

  private SdkClient service(String client) {
    return ServiceLoader.load(LocalService.class, LocalService.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(service -> service.client().equals(client))
        .findFirst()
        .orElseThrow(() -> notEmbedded(client.replaceFirst("Client$", "")))
        .open(this);
  }

  /** Makes a whole call under the lock. */
  public <T> T locked(Supplier<T> call) {
    state.lock().acquire();
    try {
      return call.get();
    } finally {
      state.lock().release();
    }
  }

  private SdkClient locked(Class<? extends SdkClient> type) {
    SdkClient client = client(type);
    return client instanceof SelfLocking
        ? client
        : InterceptedCalls.of(type, client, new Locking());
  }

  private static ProblemException notEmbedded(String what) {
    return new ProblemException(
        ProblemCode.NOT_EMBEDDED,
        what,
        "the embedded cloud does not have it",
        "docs/embedded-cloud.md lists what it has");
  }

  /** Holds the lock around a call and names a call that no service implements. */
  private final class Locking implements CallInterceptor {
    @Override
    public void before(Call call) {
      state.lock().acquire();
    }

    @Override
    public void after(Call call, @Nullable RuntimeException failure) {
      state.lock().release();
      if (failure instanceof UnsupportedOperationException) {
        throw notEmbedded(call.toString());
      }
    }
  }
}
