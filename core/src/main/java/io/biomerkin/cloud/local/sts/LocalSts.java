package io.biomerkin.cloud.local.sts;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.SelfLocking;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** The security token service. Nobody is refused: the embedded cloud has one user. */
final class LocalSts implements StsClient, SelfLocking {

  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:.*/)?([\\w+=,.@-]+)");
  private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");

  private final LocalAccount account;

  LocalSts(LocalAccount account) {
    this.account = account;
  }

  @Override
  public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    return account.locked(
        () ->
            GetCallerIdentityResponse.builder()
                .account(account.account())
                .arn("arn:aws:iam::" + account.account() + ":user/local")
                .userId("AIDALOCAL")
                .build());
  }

  @Override
  public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
    return account.locked(
        () -> {
          KnownParameters.only(
              request,
              "RoleArn",
              "RoleSessionName",
              "DurationSeconds",
              "SerialNumber",
              "TokenCode",
              "Tags",
              "ExternalId",
              "SourceIdentity");
          String arn = Optional.ofNullable(request.roleArn()).orElse("");
          String session = Optional.ofNullable(request.roleSessionName()).orElse("");
          Matcher role = ROLE.matcher(arn);
          if (!role.matches()) {
            throw refused(400, "ValidationError", arn + " is invalid");
          }
          if (!SESSION.matcher(session).matches()) {
            throw refused(
                400,
                "ValidationError",
                "1 validation error detected: Value '"
                    + session
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                    + " expression pattern: [\\w+=,.@-]*");
          }
          if (!role.group(1).equals(account.account())) {
            throw refused(
                403,
                "AccessDenied",
                "User: arn:aws:iam::"
                    + account.account()
                    + ":user/local is not authorized to perform: sts:AssumeRole on resource: "
                    + arn);
          }
          return assumed(request, role.group(2));
        });
  }

  private AssumeRoleResponse assumed(AssumeRoleRequest request, String role) {
    int seconds = Optional.ofNullable(request.durationSeconds()).orElse(3600);
    String session = role + "/" + request.roleSessionName();
    return AssumeRoleResponse.builder()
        .assumedRoleUser(
            user ->
                user.assumedRoleId("AROALOCAL:" + request.roleSessionName())
                    .arn("arn:aws:sts::" + account.account() + ":assumed-role/" + session))
        .credentials(
            credentials ->
                credentials
                    .accessKeyId("ASIALOCAL")
                    .secretAccessKey("embedded")
                    .sessionToken("embedded")
                    .expiration(account.clock().now().plus(Duration.ofSeconds(seconds))))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private static RuntimeException refused(int status, String code, String message) {
    return Refusal.of(StsException.builder(), "Sts", status, code, message);
  }
}
