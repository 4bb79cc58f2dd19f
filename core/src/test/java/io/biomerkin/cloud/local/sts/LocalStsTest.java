package io.biomerkin.cloud.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalStsTest {

  @TempDir Path folder;
  StsClient sts;

  @BeforeEach
  void open() {
    sts = EmbeddedCloud.client(StsClient.class, folder);
  }

  @Test
  void the_caller_is_the_local_user_of_the_account() {
    var caller = sts.getCallerIdentity();
    assertThat(caller.account()).isEqualTo("111111111111");
    assertThat(caller.arn()).isEqualTo("arn:aws:iam::111111111111:user/local");
  }

  @Test
  void a_role_of_the_account_is_assumed_for_the_time_asked() {
    var role =
        sts.assumeRole(
            r ->
                r.roleArn("arn:aws:iam::111111111111:role/path/BiomerkinDeploy")
                    .roleSessionName("deploy")
                    .durationSeconds(900));
    assertThat(role.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111111111111:assumed-role/BiomerkinDeploy/deploy");
    assertThat(role.credentials().expiration()).isEqualTo("2026-10-06T14:45:22Z");
  }

  @Test
  void a_role_of_another_account_is_denied() {
    assertThatThrownBy(
            () ->
                sts.assumeRole(
                    r -> r.roleArn("arn:aws:iam::222222222222:role/R").roleSessionName("deploy")))
        .isInstanceOfSatisfying(StsException.class, e -> assertThat(e.statusCode()).isEqualTo(403))
        .hasMessageContaining(
            "User: arn:aws:iam::111111111111:user/local is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::222222222222:role/R");
  }

  @Test
  void what_is_no_role_is_refused() {
    assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn("nobody").roleSessionName("deploy")))
        .hasMessageContaining("nobody is invalid");
  }
}
