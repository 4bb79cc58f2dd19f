package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that take a connection and say nothing: an operation does not wait for them. */
@Timeout(30) // the SDK alone would wait for minutes
class NoAnswerTest {

  private ServerSocket silent;

  @BeforeEach
  void listen() throws Exception {
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    for (String property :
        new String[] {
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.sharedCredentialsFile",
          "aws.configFile",
          "aws.ec2MetadataServiceEndpoint"
        }) {
      System.clearProperty(property);
    }
    silent.close();
  }

  @Test
  void of_a_cloud(@TempDir Path folder) {
    System.setProperty("aws.accessKeyId", "AKIA");
    System.setProperty("aws.secretAccessKey", "secret");
    Project project = project(folder, url());
    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            url()
                + ", account 333333333333 us-east-1: the cloud does not answer: Client execution did"
                + " not complete before the specified timeout configuration: 5000 millis; check the"
                + " network, then run the same command again: it goes on where it was [BMK-505]");
  }

  @Test
  void of_the_metadata_service_of_a_machine_that_has_no_other_credentials(@TempDir Path folder) {
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
    System.setProperty("aws.configFile", folder.resolve("none").toString());
    System.setProperty("aws.ec2MetadataServiceEndpoint", url());
    Project project = project(folder.resolve("project"), "http://127.0.0.1:1");
    assertThatThrownBy(() -> project.deploy("dev"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "http://127.0.0.1:1, account 333333333333 us-east-1: there are no AWS credentials; log in"
                + " (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID; -Dcloud=local needs"
                + " none [BMK-410]");
  }

  /** The SDK finds no token of a session in the cache of the AWS CLI. */
  @Test
  void nobody_is_asked_where_nobody_is_logged_in_with_sso(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [profile work]
            sso_session = nobody-%1$d
            sso_account_id = 333333333333
            sso_role_name = Deploy
            [sso-session nobody-%1$d]
            sso_region = us-east-1
            sso_start_url = https://nobody.example.org/start
            """
                .formatted(System.nanoTime()));
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
    Project project = byProfile(folder);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "http://127.0.0.1:1, account 333333333333 us-east-1: nobody is logged in with SSO, or no"
                + " longer; log in (aws sso login, with --profile NAME where the environment names a"
                + " profile), then run the same command again [BMK-410]");
  }

  @Test
  void a_profile_that_is_not_there_is_named(@TempDir Path folder) throws Exception {
    System.setProperty("aws.configFile", folder.resolve("none").toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
    Project project = byProfile(folder);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "http://127.0.0.1:1, account 333333333333 us-east-1: the profile gives no AWS"
                + " credentials: Profile file contained no credentials for profile 'work'; see aws"
                + " configure list-profiles, and log in (aws sso login --profile NAME) [BMK-410]");
  }

  private static Project byProfile(Path folder) {
    Project project = Project.in(folder.resolve("project"));
    project.dev =
        new Target.Aws(
            "333333333333",
            "us-east-1",
            Optional.of("work"),
            Optional.empty(),
            Optional.of("http://127.0.0.1:1"));
    return project;
  }

  private String url() {
    return "http://127.0.0.1:" + silent.getLocalPort();
  }

  private static Project project(Path folder, String endpoint) {
    Project project = Project.in(folder);
    project.dev = Target.Aws.of("333333333333", "us-east-1").at(endpoint);
    return project;
  }
}
