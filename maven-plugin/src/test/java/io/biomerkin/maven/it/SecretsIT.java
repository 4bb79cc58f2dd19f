package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.cloud.Cloud;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Canaries in every source of secrets, looked for in everything that is written. */
class SecretsIT {

  private static final String CANARY = "CaNaRy-";

  /** Tells all that it can see, on both streams, and fails. */
  private static final String CHATTY =
      """
      import os, sys
      for name, value in sorted(os.environ.items()):
          print(name, '=', value)
          print(value[:20] + value[20:], file=sys.stderr)
      print('the key is ' + os.environ['AWS_SECRET_ACCESS_KEY'] + '!')
      sys.exit(int(os.path.exists('fail')))
      """;

  @TempDir Path folder;

  /** Takes a secret out of Secrets Manager, and keeps it to itself. */
  private static final String READER =
      """
      import boto3, os
      def handler(event, context):
          boto3.client('secretsmanager').get_secret_value(SecretId=os.environ['KEY'])
          return {'status': 'ok'}
      """;

  private static final String BLUEPRINT =
      Case.BLUEPRINT
              .replace("table 'results', key: 'id'", "table 'results', key: 'id'; secret 'api-key'")
              .replace(
                  "writes 'results' }",
                  "writes 'results'; secrets 'api-key'; variables KEY: secret('api-key') }")
              .replace("requires verified", "requires verified, approvals(1)")
              .replace(
                  "aws '333333333333', 'us-east-1'; protect data",
                  "aws '333333333333', 'us-east-1'; profile 'work'")
          + """
          checks { test 'python3 chatty.py'; scan 'python3 chatty.py' }
          notifications { slack webhook: secret('api-key'); pagerDuty key: secret('api-key') }
          """;

  @Test
  void are_in_nothing_that_is_told_or_kept() throws Exception {
    Case project = Case.in(folder.resolve("calc"));
    plant(project);
    project.git("remote", "add", "origin", "http://ada:" + CANARY + "remote@127.0.0.1:9/calc.git");
    project.commit("chatty");

    List<String> told = new ArrayList<>();
    told.add(run(project, "validate", "-Denv=dev"));
    told.add(run(project, "deploy", "-Denv=dev", "-DskipTests", "-DskipValidation"));
    putSecret(project);
    project.code("return {'status': 'ok', 'more': 1}");
    project.commit("more");
    told.add(run(project, "deploy", "-Denv=dev", "-Dpush", "-X"));
    told.add(run(project, "plan", "-Denv=prod", "-Dendpoint=http://127.0.0.1:9", "-X"));
    told.add(run(project, "status", "-Dendpoint=http://127.0.0.1:9", "-Dmfa=" + CANARY, "-X"));
    told.add(run(project, "history", "-Denv=dev", "-Dformat=json"));
    project.as("bob");
    String release = "-Drelease=" + project.release("dev");
    told.add(run(project, "approve", "-Denv=prod", "-Dcloud=local", release));
    project.as("ada");
    told.add(run(project, "promote", "-Denv=prod", "-Dcloud=local", "-Dformat=json", "-X"));
    project.code("return {'status': 'ok', 'more': 2}");
    project.commit("even more");
    told.add(run(project, "deploy", "-Denv=dev", "-DskipTests", "-Dformat=json"));
    told.add(run(project, "reject", "-Denv=dev", "-Drelease=" + project.release("dev")));
    told.add(run(project, "rollback", "-Denv=dev", "-X"));
    told.add(run(project, "recover", "-Denv=dev"));
    told.add(run(project, "cancel", "-Denv=dev"));
    told.add(run(project, "unlock", "-Denv=dev"));
    project.write("fail", "");
    project.code("raise ValueError('broken')");
    project.commit("broken");
    String chatty = run(project, "deploy", "-Denv=dev", "-Dpush", "-e", "-X", "-Dformat=json");
    told.add(chatty);
    told.add(run(project, "deploy", "-Denv=dev", "-DskipTests", "-e"));
    told.add(run(project, "diagnose", "-Denv=dev"));
    told.add(run(project, "destroy", "-Denv=dev", "-e"));

    assertThat(chatty).contains("the key is ***!", "https://***@127.0.0.1:9/simple");
    assertThat(project.git("for-each-ref", "--format=%(contents)"))
        .contains("Promoted-From: dev/", "Restores: ", "rejected", "approved");
    assertThat(told).allSatisfy(SecretsIT::assertClean);
    assertClean(project.git("for-each-ref", "--format=%(contents)"));
    assertClean(project.git("log", "-p", "--all", "--", ".", ":!chatty.py"));
    try (Stream<Path> files = Files.walk(project.folder.resolve(".biomerkin"))) {
      assertThat(files.filter(Files::isRegularFile).filter(SecretsIT::isNotTheSecretItself))
          .isNotEmpty()
          .allSatisfy(SecretsIT::assertClean);
    }
  }

  /** One in each place that Maven, the SDK, pip or a check may read. */
  private static void plant(Case project) {
    project.environment.put("AWS_ACCESS_KEY_ID", "AKIA0123456789CANARY");
    project.environment.put("AWS_SECRET_ACCESS_KEY", CANARY + "secret-key");
    project.environment.put("AWS_SESSION_TOKEN", CANARY + "session");
    project.environment.put("github_token", CANARY + "github");
    project.environment.put("DB_PASSWORD", CANARY + "password");
    project.environment.put("DEPLOY_PRIVATE_KEY", "-----BEGIN-----\n" + CANARY + "key\n-----");
    project.environment.put("PIP_INDEX_URL", "https://ada:" + CANARY + "pip@127.0.0.1:9/simple");
    project.environment.put("https_proxy", "http://ada:" + CANARY + "proxy@127.0.0.1:9");
    Path credentials = project.folder.resolve(".credentials");
    project.environment.put("AWS_SHARED_CREDENTIALS_FILE", credentials.toString());
    project.write(
        ".credentials",
        "[work]\naws_access_key_id = AKIA0123456789CANARY\naws_secret_access_key = "
            + CANARY
            + "profile\naws_session_token = "
            + CANARY
            + "profile-session\n");
    project.write(".mvn/maven.config", "-s\n.mvn/settings.xml\n");
    project.write(
        ".mvn/settings.xml",
        """
        <settings>
          <servers><server><id>releases</id><password>%1$sserver</password></server></servers>
          <proxies><proxy><active>false</active><host>127.0.0.1</host><port>9</port>
            <username>ada</username><password>%1$sproxy</password></proxy></proxies>
        </settings>
        """
            .formatted(CANARY));
    project.write(".gitignore", ".biomerkin/\n.credentials\n.mvn/settings.xml\n");
    project.write("chatty.py", CHATTY);
    project.write("lambda/adder.py", READER);
    project.write("deployment.groovy", BLUEPRINT);
  }

  /** As an operator does, once the environment is there. */
  private static void putSecret(Case project) {
    Environment dev =
        new Environment(
            "dev",
            new Target.Local(),
            Environment.Size.MINIMAL,
            false,
            false,
            false,
            Optional.empty(),
            new Rollout.AllAtOnce(),
            List.of(),
            Optional.empty(),
            false,
            Optional.empty());
    try (Cloud cloud =
        Clouds.open(
            dev,
            Clouds.Choice.DECLARED,
            project.folder.resolve(".biomerkin/cloud"),
            CloudClock.system(),
            AwsAccess.ofThisProcess())) {
      cloud
          .client(SecretsManagerClient.class)
          .putSecretValue(r -> r.secretId("calc/dev/api-key").secretString(CANARY + "stored"));
    }
  }

  /** The embedded cloud keeps secrets in a place of their own, as AWS does. */
  private static boolean isNotTheSecretItself(Path file) {
    return !file.toString().contains("/secretsmanager/");
  }

  /** What Maven itself says of the command line, it says before any goal has a say in it. */
  private static String run(Case project, String goal, String... options) {
    return project
        .goal(goal, options)
        .output()
        .lines()
        .filter(line -> !line.contains("Dmfa=") && !line.contains("(s) mfa ="))
        .filter(line -> !line.contains("(f) mfa ="))
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static void assertClean(Path file) {
    try {
      assertClean(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertClean(String text) {
    assertThat(text).doesNotContain(CANARY, "AKIA0123456789CANARY");
  }
}
