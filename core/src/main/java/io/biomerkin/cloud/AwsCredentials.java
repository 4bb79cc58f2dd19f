package io.biomerkin.cloud;

import io.biomerkin.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose credentials an environment of AWS is reached with: one's own, or those of its role. */
final class AwsCredentials {

  private static final String SESSION = "biomerkin-deploy";

  /** Before they expire, so that a goal does not begin with what ends on its way. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /**
   * Who has shown a device. A code counts once: it serves every environment whose role wants one,
   * and the next goal of the same build. In memory only.
   */
  private static final Map<Who, Proven> PROVEN = new ConcurrentHashMap<>();

  /** Whose own credentials, and where. */
  private record Who(String accessKey, Optional<String> endpoint) {}

  /** One's own credentials once more, until then. */
  private record Proven(AwsCredentialsProvider credentials, Instant until) {
    boolean isGood() {
      return Instant.now().plus(MARGIN).isBefore(until);
    }
  }

  private final Target.Aws target;
  private final AwsAccess.MfaCodes codes;
  private final Function<AwsCredentialsProvider, Function<Class<? extends SdkClient>, SdkClient>>
      clients;

  /**
   * Credentials for a target.
   *
   * @param clients makes the clients that take the role on
   */
  AwsCredentials(
      Target.Aws target,
      AwsAccess.MfaCodes codes,
      Function<AwsCredentialsProvider, Function<Class<? extends SdkClient>, SdkClient>> clients) {
    this.target = target;
    this.codes = codes;
    this.clients = clients;
  }

  /** The credentials; those of a role are renewed when they expire. */
  AwsCredentialsProvider provider() {
    AwsCredentialsProvider own =
        target
            .profile()
            .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    return target.role().map(role -> assumed(role, own)).orElse(own);
  }

  private AwsCredentialsProvider assumed(Target.Role role, AwsCredentialsProvider own) {
    if (!role.mfa()) {
      return new RoleCredentials(session(role, own), own, () -> isAlready(caller(own).arn(), role));
    }
    GetCallerIdentityResponse caller = caller(own);
    if (isAlready(caller.arn(), role)) {
      return own;
    }
    Who who = new Who(own.resolveCredentials().accessKeyId(), target.endpoint());
    Proven proven =
        PROVEN.compute(
            who, (same, known) -> known != null && known.isGood() ? known : proven(caller, own));
    return session(role, proven.credentials());
  }

  private GetCallerIdentityResponse caller(AwsCredentialsProvider own) {
    return client(StsClient.class, own).getCallerIdentity();
  }

  /**
   * One's own credentials once more, as those of somebody who has shown a device. They hold for
   * twelve hours, so that the role's, which hold for one, are renewed without a second code (AWS:
   * "Configure MFA for API access", GetSessionToken).
   */
  private Proven proven(GetCallerIdentityResponse caller, AwsCredentialsProvider own) {
    String device = device(caller, own);
    String code = codes.code(device);
    Credentials shown =
        client(StsClient.class, own)
            .getSessionToken(request -> request.serialNumber(device).tokenCode(code))
            .credentials();
    return new Proven(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                shown.accessKeyId(), shown.secretAccessKey(), shown.sessionToken())),
        shown.expiration());
  }

  private AwsCredentialsProvider session(Target.Role role, AwsCredentialsProvider own) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(client(StsClient.class, own))
        .refreshRequest(
            request -> {
              request.roleArn(iam(target.account(), "role/" + role.name()));
              request.roleSessionName(SESSION);
              role.externalId().ifPresent(request::externalId);
            })
        .build();
  }

  /** {@code arn:aws:sts::333333333333:assumed-role/BiomerkinDeploy/session}. */
  private boolean isAlready(String caller, Target.Role role) {
    return caller.contains("::" + target.account() + ":assumed-role/" + role.name() + "/");
  }

  /**
   * The caller's first device. Who may not ask for it has one named like the user, as the console
   * proposes (AWS: "Assign a virtual MFA device").
   */
  private String device(GetCallerIdentityResponse caller, AwsCredentialsProvider own) {
    String named = iam(caller.account(), "mfa/" + deviceOf(caller.arn()));
    try {
      Optional<MFADevice> first =
          client(IamClient.class, own)
              .listMFADevices(
                  r -> r.overrideConfiguration(o -> o.apiCallTimeout(Cloud.FIRST_ANSWER)))
              .mfaDevices()
              .stream()
              .findFirst();
      return first.map(MFADevice::serialNumber).orElse(named);
    } catch (SdkException e) {
      return named;
    }
  }

  private String iam(String account, String resource) {
    String partition = PartitionMetadata.of(Region.of(target.region())).id();
    return "arn:" + partition + ":iam::" + account + ":" + resource;
  }

  private static String deviceOf(String caller) {
    return caller.endsWith(":root")
        ? "root-account-mfa-device"
        : caller.substring(caller.lastIndexOf('/') + 1);
  }

  private <T extends SdkClient> T client(Class<T> type, AwsCredentialsProvider as) {
    return type.cast(clients.apply(as).apply(type));
  }
}
