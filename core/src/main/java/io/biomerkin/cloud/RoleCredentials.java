package io.biomerkin.cloud;

import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Those of a role; one's own where the role lets nobody in and one is in it already, as a build
 * machine may be. Only who is refused is asked who they are.
 */
final class RoleCredentials implements AwsCredentialsProvider {

  private final AwsCredentialsProvider role;
  private final AwsCredentialsProvider own;
  private final BooleanSupplier isAlready;
  private volatile boolean already;

  RoleCredentials(
      AwsCredentialsProvider role, AwsCredentialsProvider own, BooleanSupplier isAlready) {
    this.role = role;
    this.own = own;
    this.isAlready = isAlready;
  }

  @Override
  public software.amazon.awssdk.auth.credentials.AwsCredentials resolveCredentials() {
    if (already) {
      return own.resolveCredentials();
    }
    try {
      return role.resolveCredentials();
    } catch (StsException e) {
      if (!CloudErrors.isRoleRefused(e) || !isAlready.getAsBoolean()) {
        throw e;
      }
      already = true;
      return own.resolveCredentials();
    }
  }
}
