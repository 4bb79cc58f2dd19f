package io.biomerkin.cloud;

import software.amazon.awssdk.services.sts.StsClient;

/** Who calls, through STS. */
public final class Caller {

  private final StsClient client;

  /** The caller of a cloud. */
  public Caller(Cloud cloud) {
    this.client = cloud.client(StsClient.class);
  }

  /** The account that the credentials belong to, 12 digits. */
  public String account() {
    return client.getCallerIdentity(r -> {}).account();
  }
}
