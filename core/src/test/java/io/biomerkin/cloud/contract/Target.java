package io.biomerkin.cloud.contract;

import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.LocalAccount;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A cloud that the contracts are run on; every one opened is an account of its own. */
public enum Target {
  /** The embedded cloud. */
  EMBEDDED {
    @Override
    Cloud open(Path folder) {
      return LocalAccount.open(
          folder, account(), REGION, CloudClock.unpaced(java.time.Clock.systemUTC()));
    }

    @Override
    public io.biomerkin.model.Target environment() {
      return new io.biomerkin.model.Target.Local();
    }
  },

  /** The emulator that others wrote; who opens it is skipped where it cannot run. */
  MINISTACK {
    @Override
    Cloud open(Path folder) {
      String account = account();
      URI endpoint = URI.create(Ministack.endpoint());
      return new Cloud(
          "ministack",
          account,
          REGION,
          CloudClock.system(),
          type -> client(type, endpoint, account));
    }

    @Override
    public io.biomerkin.model.Target environment() {
      return io.biomerkin.model.Target.Aws.of(account(), REGION).at(Ministack.endpoint());
    }
  };

  private static final String REGION = "us-east-1";

  abstract Cloud open(Path folder);

  /** Where an environment of a blueprint runs that is deployed to it. */
  public abstract io.biomerkin.model.Target environment();

  private static String account() {
    return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L));
  }

  private static SdkClient client(Class<? extends SdkClient> type, URI endpoint, String account) {
    AwsClientBuilder<?, ?> builder = builder(type);
    builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")));
    ((AwsSyncClientBuilder<?, ?>) builder).httpClientBuilder(UrlConnectionHttpClient.builder());
    if (builder instanceof S3ClientBuilder s3) {
      s3.forcePathStyle(true);
    }
    return (SdkClient) builder.build();
  }

  private static AwsClientBuilder<?, ?> builder(Class<? extends SdkClient> type) {
    try {
      Method builder = type.getMethod("builder");
      return (AwsClientBuilder<?, ?>) builder.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " has no builder", e);
    }
  }
}
