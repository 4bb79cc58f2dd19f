package io.biomerkin.cloud;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * One account and region of a cloud: the AWS SDK's client interfaces and a clock. Which kind of
 * cloud is behind them (AWS, a server that speaks like it, the embedded one) shows nowhere else.
 */
public final class Cloud implements AutoCloseable {

  /** Who is told within this time that nobody answers has not begun to wonder yet. */
  static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

  private final String label;
  private final String account;
  private final String region;
  private final CloudClock clock;
  private final Optional<URI> endpoint;
  private final Clients clients;
  private final Map<Class<?>, SdkClient> opened = new ConcurrentHashMap<>();

  /**
   * A cloud of given clients at the addresses of AWS.
   *
   * @param label what people read, e.g. {@code AWS 333333333333 us-east-1}
   * @param account the account it must be, 12 digits
   * @param region the region, e.g. {@code us-east-1}
   * @param clock its time and its pace
   * @param clients makes each client when it is first asked for
   */
  public Cloud(String label, String account, String region, CloudClock clock, Clients clients) {
    this(label, account, region, clock, Optional.empty(), clients);
  }

  /**
   * A cloud of given clients.
   *
   * @param endpoint the address of its S3, where that is not AWS's
   */
  public Cloud(
      String label,
      String account,
      String region,
      CloudClock clock,
      Optional<URI> endpoint,
      Clients clients) {
    this.label = label;
    this.account = account;
    this.region = region;
    this.clock = clock;
    this.endpoint = endpoint;
    this.clients = clients;
  }

  /** Makes clients by their interface, e.g. {@code LambdaClient.class}. */
  @FunctionalInterface
  public interface Clients {
    /** A client that implements the interface. */
    SdkClient open(Class<? extends SdkClient> type);
  }

  /** The same cloud with every call shown to the interceptor, before and after. */
  public Cloud intercepted(CallInterceptor interceptor) {
    return new Cloud(
        label,
        account,
        region,
        clock,
        endpoint,
        type -> InterceptedCalls.of(type, client(type), interceptor));
  }

  /** The client of that interface; made at first use, thread-safe as the SDK's are. */
  public <T extends SdkClient> T client(Class<T> type) {
    return type.cast(opened.computeIfAbsent(type, t -> clients.open(type)));
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** The account that it must be, 12 digits. */
  public String account() {
    return account;
  }

  /** The region. */
  public String region() {
    return region;
  }

  /** Its time and its pace. */
  public CloudClock clock() {
    return clock;
  }

  /**
   * Where its services themselves read an object of a bucket. A server that is not AWS seldom
   * answers to one host name a bucket, so there the bucket is part of the path (AWS: "Virtual
   * hosting of general purpose buckets").
   */
  public String objectUrl(String bucket, String key) {
    return endpoint
            .map(server -> server.toString().replaceFirst("/*$", "/") + bucket)
            .orElseGet(() -> "https://" + bucket + ".s3." + region + "." + partition().dnsSuffix())
        + "/"
        + key;
  }

  /** An ARN of this account and region, e.g. {@code arn:aws:sns:us-east-1:333333333333:alerts}. */
  String arn(String service, String resource) {
    return String.join(":", "arn", partition().id(), service, region, account, resource);
  }

  /** Which part of AWS the region is in (AWS: "Amazon Resource Names (ARNs)", partition). */
  private PartitionMetadata partition() {
    return PartitionMetadata.of(Region.of(region));
  }

  /** Closes the clients that were used. */
  @Override
  public void close() {
    opened.values().forEach(SdkClient::close);
    opened.clear();
  }
}
