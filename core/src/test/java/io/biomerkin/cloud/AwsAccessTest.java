package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials are taken, by what a server of STS and IAM gets to see. */
class AwsAccessTest {

  private static final String ACCOUNT = "333333333333";

  private final List<String> asked = new ArrayList<>();
  private final List<String> codesAsked = new ArrayList<>();
  private final AwsAccess access =
      AwsAccess.of(Map.of())
          .with(
              device -> {
                codesAsked.add(device);
                return "123456";
              });
  private HttpServer server;
  private String caller = "arn:aws:iam::333333333333:user/ada";
  private boolean listsDevices = true;
  private boolean codeIsRight = true;
  private boolean letsIn = true;
  private String expires = "2099-01-01T00:00:00Z";
  private String proofExpires = "2099-01-01T00:00:00Z";
  private int roles;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "own-" + System.nanoTime());
    System.setProperty("aws.secretAccessKey", "secret");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.clearProperty("aws.sharedCredentialsFile");
    System.clearProperty("aws.configFile");
    server.stop(0);
  }

  @Test
  void a_role_is_taken_on_with_its_external_id() {
    assertThat(account(role(Optional.of("partner/7"), false))).isEqualTo(ACCOUNT);
    assertThat(asked)
        .satisfiesExactly(
            assume ->
                assertThat(assume)
                    .startsWith("own-")
                    .contains("Action=AssumeRole", "RoleArn=arn:aws:iam::333333333333:role/Deploy")
                    .contains("ExternalId=partner/7")
                    .doesNotContain("TokenCode"),
            call -> assertThat(call).startsWith("of-the-role-1 ").contains("GetCallerIdentity"));
  }

  @Test
  void the_code_of_a_device_is_asked_for_once_for_all_goals_of_a_build() {
    Target.Aws target = role(Optional.empty(), true);

    account(target);
    account(target);

    assertThat(codesAsked).containsExactly("arn:aws:iam::333333333333:mfa/phone");
    assertThat(asked)
        .filteredOn(call -> call.contains("TokenCode"))
        .singleElement()
        .asString()
        .startsWith("own-")
        .contains("Action=GetSessionToken", "TokenCode=123456")
        .contains("SerialNumber=arn:aws:iam::333333333333:mfa/phone");
    assertThat(asked)
        .filteredOn(call -> call.contains("AssumeRole"))
        .allMatch(call -> call.startsWith("of-who-showed-a-device "));
  }

  /** A build machine runs as the role itself, which need not trust itself. */
  @Test
  void who_is_in_the_role_already_need_not_be_let_in() {
    letsIn = false;
    caller = "arn:aws:sts::333333333333:assumed-role/Deploy/build-7";
    try (Cloud cloud = AwsClients.cloud(role(Optional.empty(), false), access)) {
      assertThat(new Caller(cloud).account()).isEqualTo(ACCOUNT);
      assertThat(new Caller(cloud).account()).isEqualTo(ACCOUNT);
    }
    assertThat(asked).filteredOn(call -> call.contains("AssumeRole")).hasSize(1);
    assertThat(asked.get(asked.size() - 1)).startsWith("own-");
  }

  /** A program that embeds the engine runs for days; the proof of a device holds for hours. */
  @Test
  void a_proof_that_ends_soon_is_given_anew() {
    proofExpires = Instant.now().plusSeconds(600).toString();
    account(role(Optional.empty(), true));
    account(role(Optional.empty(), true));
    assertThat(codesAsked).hasSize(2);
  }

  /** A promotion from one environment to another asks both; the device shows a code only once. */
  @Test
  void one_code_serves_every_environment_of_a_run() {
    account(role(Optional.empty(), true));
    account(role(Optional.of("partner/7"), true));

    assertThat(codesAsked).hasSize(1);
    assertThat(asked).filteredOn(call -> call.contains("TokenCode")).hasSize(1);
    assertThat(asked)
        .filteredOn(call -> call.contains("AssumeRole"))
        .hasSize(2)
        .allMatch(call -> call.startsWith("of-who-showed-a-device "));
  }

  /** AWS: "Amazon Resource Names (ARNs)", partition. */
  @Test
  void names_and_addresses_are_those_of_the_region_s_partition() {
    try (Cloud china = AwsClients.cloud(Target.Aws.of(ACCOUNT, "cn-north-1"), access);
        Cloud government = AwsClients.cloud(Target.Aws.of(ACCOUNT, "us-gov-west-1"), access)) {
      assertThat(china.objectUrl("store", "key"))
          .isEqualTo("https://store.s3.cn-north-1.amazonaws.com.cn/key");
      assertThat(china.arn("sns", "alerts"))
          .isEqualTo("arn:aws-cn:sns:cn-north-1:333333333333:alerts");
      assertThat(government.arn("sns", "alerts"))
          .isEqualTo("arn:aws-us-gov:sns:us-gov-west-1:333333333333:alerts");
      assertThat(government.objectUrl("store", "key"))
          .isEqualTo("https://store.s3.us-gov-west-1.amazonaws.com/key");
    }
  }

  @Test
  void a_role_is_taken_on_again_before_it_expires_without_a_second_code() {
    expires = Instant.now().plusSeconds(30).toString();
    try (Cloud cloud = AwsClients.cloud(role(Optional.empty(), true), access)) {
      for (int call = 0; call < 3; call++) {
        assertThat(new Caller(cloud).account()).isEqualTo(ACCOUNT);
      }
    }
    assertThat(codesAsked).hasSize(1);
    assertThat(asked)
        .filteredOn(call -> call.contains("AssumeRole"))
        .hasSizeGreaterThan(1)
        .allMatch(call -> call.startsWith("of-who-showed-a-device "));
    assertThat(asked.get(asked.size() - 1)).startsWith("of-the-role-" + roles + " ");
  }

  @Test
  void a_code_that_the_device_does_not_show_is_told() {
    codeIsRight = false;
    assertThatThrownBy(() -> account(role(Optional.empty(), true)))
        .satisfies(
            e ->
                assertThat(CloudErrors.explained((RuntimeException) e, "prod"))
                    .hasMessage(
                        "prod: the code of the MFA device is not taken: MultiFactorAuthentication"
                            + " failed with invalid MFA one time pass code.; wait for the device's"
                            + " next code, as each counts once, and give it with -Dmfa=CODE"
                            + " [BMK-410]"));
    assertThat(asked).noneMatch(call -> call.contains("AssumeRole"));
  }

  @Test
  void a_role_that_does_not_let_the_caller_in_is_told() {
    letsIn = false;
    assertThatThrownBy(() -> account(role(Optional.of("partner/7"), false)))
        .satisfies(
            e ->
                assertThat(CloudErrors.explained((RuntimeException) e, "prod"))
                    .hasMessage(
                        "prod: User: arn:aws:iam::333333333333:user/ada is not authorized to"
                            + " perform: sts:AssumeRole on resource:"
                            + " arn:aws:iam::333333333333:role/Deploy; correct the environment's"
                            + " assumes line, or have the role's trust policy let this caller in"
                            + " (principal, externalId, mfa) [BMK-410]"));
  }

  @Test
  void a_device_that_may_not_be_asked_for_is_named_like_the_user() {
    listsDevices = false;
    account(role(Optional.empty(), true));
    caller = "arn:aws:iam::333333333333:root";
    System.setProperty("aws.accessKeyId", "of-root");
    account(role(Optional.empty(), true));
    assertThat(codesAsked)
        .containsExactly(
            "arn:aws:iam::333333333333:mfa/ada",
            "arn:aws:iam::333333333333:mfa/root-account-mfa-device");
  }

  @Test
  void who_has_taken_on_the_role_needs_no_code() {
    caller = "arn:aws:sts::333333333333:assumed-role/Deploy/ada";
    assertThat(account(role(Optional.empty(), true))).isEqualTo(ACCOUNT);
    assertThat(codesAsked).isEmpty();
  }

  @Test
  void where_nobody_can_be_asked_for_a_code_the_option_is_named() {
    Target.Aws target = role(Optional.empty(), true);
    try (Cloud cloud = AwsClients.cloud(target, AwsAccess.of(Map.of()))) {
      assertThatThrownBy(() -> new Caller(cloud).account())
          .isInstanceOf(ProblemException.class)
          .hasMessage(
              "arn:aws:iam::333333333333:mfa/phone: the role wants a code of this MFA device; add"
                  + " -Dmfa=CODE with what it shows now [BMK-410]");
    }
  }

  @Test
  void a_profile_counts_and_not_what_else_there_is(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("credentials"),
            "[production]\naws_access_key_id = of-the-profile\naws_secret_access_key = x\n");
    System.setProperty("aws.sharedCredentialsFile", file.toString());
    System.setProperty("aws.configFile", folder.resolve("none").toString());
    account(profile("production"));
    assertThat(asked).singleElement().asString().startsWith("of-the-profile ");
    assertThatThrownBy(() -> account(profile("prodction")))
        .satisfies(
            e ->
                assertThat(CloudErrors.explained((RuntimeException) e, "AWS"))
                    .hasMessage(
                        "AWS: the profile gives no AWS credentials: Profile file contained no"
                            + " credentials for profile 'prodction'; see aws configure"
                            + " list-profiles, and log in (aws sso login --profile NAME)"
                            + " [BMK-410]"));
  }

  private String account(Target.Aws target) {
    try (Cloud cloud = AwsClients.cloud(target, access)) {
      return new Caller(cloud).account();
    }
  }

  private Target.Aws role(Optional<String> externalId, boolean mfa) {
    return target(Optional.empty(), Optional.of(new Target.Role("Deploy", externalId, mfa)));
  }

  private Target.Aws profile(String name) {
    return target(Optional.of(name), Optional.empty());
  }

  private Target.Aws target(Optional<String> profile, Optional<Target.Role> role) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Target.Aws(ACCOUNT, "us-east-1", profile, role, Optional.of(url));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body =
        URLDecoder.decode(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    String key =
        exchange
            .getRequestHeaders()
            .getFirst("Authorization")
            .replaceFirst(".*Credential=([^/]*)/.*", "$1");
    asked.add(key + " " + body);
    boolean refused =
        body.contains("ListMFADevices") && !listsDevices
            || body.contains("TokenCode") && !codeIsRight
            || body.contains("AssumeRole") && !letsIn;
    byte[] answer = xml(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(refused ? 403 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String xml(String body) {
    if (body.contains("AssumeRole") && !letsIn) {
      return "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User: "
          + caller
          + " is not authorized to perform: sts:AssumeRole on resource:"
          + " arn:aws:iam::333333333333:role/Deploy</Message></Error></ErrorResponse>";
    }
    if (body.contains("AssumeRole")) {
      roles++;
      return credentials("AssumeRole", "of-the-role-" + roles, expires);
    }
    if (body.contains("GetSessionToken")) {
      return codeIsRight
          ? credentials("GetSessionToken", "of-who-showed-a-device", proofExpires)
          : "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication"
              + " failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>";
    }
    if (body.contains("ListMFADevices")) {
      return listsDevices
          ? "<ListMFADevicesResponse><ListMFADevicesResult><MFADevices><member>"
              + "<SerialNumber>arn:aws:iam::333333333333:mfa/phone</SerialNumber>"
              + "</member></MFADevices></ListMFADevicesResult></ListMFADevicesResponse>"
          : "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>";
    }
    return "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
        + caller
        + "</Arn><Account>333333333333</Account></GetCallerIdentityResult>"
        + "</GetCallerIdentityResponse>";
  }

  private static String credentials(String action, String key, String expires) {
    return "<%1$sResponse><%1$sResult><Credentials><AccessKeyId>%2$s</AccessKeyId>"
            .formatted(action, key)
        + "<SecretAccessKey>x</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
        + "%2$s</Expiration></Credentials></%1$sResult></%1$sResponse>".formatted(action, expires);
  }
}
