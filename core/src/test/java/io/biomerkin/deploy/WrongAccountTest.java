package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.biomerkin.model.PromotionRule;
import io.biomerkin.model.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of another account, or none that are taken; the answers are in AWS's form. */
class WrongAccountTest {

  private static final String WRONG =
      "dev: the environment belongs to account 333333333333, the credentials to 444444444444; log in"
          + " to the right account (AWS_PROFILE), or correct the environment's aws line [BMK-402]";

  private static final String DENIED =
      error("AccessDenied", "ada is not authorized to perform: cloudformation:DescribeStacks");

  private static final String NO_STACK =
      error("ValidationError", "Stack with id CalcDev does not exist");

  private static final String STACK_OF_ANOTHER =
      "<DescribeStacksResponse><DescribeStacksResult><Stacks><member>"
          + "<StackId>arn:aws:cloudformation:us-east-1:444444444444:stack/CalcDev/1</StackId>"
          + "<StackName>CalcDev</StackName><StackStatus>CREATE_COMPLETE</StackStatus>"
          + "</member></Stacks></DescribeStacksResult></DescribeStacksResponse>";

  private HttpServer server;
  private String account = "444444444444";
  private int status = 403;
  private String stacks = DENIED;
  private Project project;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    System.setProperty("aws.accessKeyId", "AKIA");
    System.setProperty("aws.secretAccessKey", "secret");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean caller = asked.contains("GetCallerIdentity");
          String answer =
              caller
                  ? "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>"
                      + account
                      + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                  : stacks;
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(caller ? 200 : status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    project = Project.in(folder);
    project.dev = Target.Aws.of("333333333333", "us-east-1").at(url());
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.stop(0);
  }

  @Test
  void is_told_as_that_and_not_as_a_missing_permission() {
    assertThatThrownBy(() -> project.deploy("dev")).hasMessage(WRONG);
  }

  @Test
  void is_told_where_there_is_no_such_stack() {
    status = 400;
    stacks = NO_STACK;
    assertThatThrownBy(() -> project.deploy("dev")).hasMessage(WRONG);
  }

  @Test
  void is_told_where_that_account_has_such_a_stack_too() {
    status = 200;
    stacks = STACK_OF_ANOTHER;
    assertThatThrownBy(() -> project.deploy("dev")).hasMessage(WRONG);
  }

  /** Nobody says "not deployed" of what runs in the account that the environment names. */
  @Test
  void is_told_by_every_goal_that_only_looks() {
    status = 400;
    stacks = NO_STACK;
    project.promotions =
        List.of(new PromotionRule("frozen", "dev", List.of(new PromotionRule.Verified())));
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status("dev").state())
          .isEqualTo(
              "the environment belongs to account 333333333333, the credentials to 444444444444");
      assertThatThrownBy(() -> biomerkin.promote(PromoteRequest.to("frozen"))).hasMessage(WRONG);
      assertThatThrownBy(() -> biomerkin.plan("dev")).hasMessage(WRONG);
      assertThatThrownBy(() -> biomerkin.rollback(RollbackRequest.of("dev"))).hasMessage(WRONG);
      assertThatThrownBy(() -> biomerkin.destroy("dev", Optional.empty())).hasMessage(WRONG);
      assertThat(biomerkin.validate("dev").findings())
          .filteredOn(finding -> finding.area().equals("account"))
          .extracting(Validation.Finding::detail)
          .singleElement()
          .asString()
          .startsWith("the environment belongs to account 333333333333, the credentials to 4444");
      assertThatThrownBy(() -> biomerkin.diagnose("dev")).hasMessage(WRONG);
      assertThatThrownBy(() -> biomerkin.recover("dev", java.util.Set.of())).hasMessage(WRONG);
      assertThatThrownBy(() -> biomerkin.cancel("dev")).hasMessage(WRONG);
    }
  }

  @Test
  void in_the_right_account_the_permission_is_what_is_missing() {
    account = "333333333333";
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            label()
                + "ada is not authorized to perform: cloudformation:DescribeStacks; give the"
                + " deploying role this permission, then run the same command again [BMK-504]");
  }

  /** AWS: "Common error types", in the words of its services. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|InvalidClientTokenId|The security token included in the request is invalid.|the AWS"
            + " credentials are not known there|log in again (aws sso login); a region that the"
            + " account has not enabled refuses them too: see aws account list-regions",
        "403|OptInRequired|The AWS Access Key Id needs a subscription for the service|the account"
            + " has not enabled this region, or this service|correct the region of the"
            + " environment's aws line, or enable it: see aws account list-regions",
        "400|ExpiredToken|The security token included in the request is expired|the AWS credentials"
            + " are expired or wrong|log in again (aws sso login), then run the same command again",
        "403|SignatureDoesNotMatch|The request signature we calculated does not match|the AWS"
            + " credentials are expired or wrong|log in again (aws sso login), then run the same"
            + " command again",
        "403|SignatureDoesNotMatch|Signature expired: 20261006T080000Z is now earlier than"
            + " 20261006T090000Z|the clock of this machine is wrong|set the clock (timedatectl"
            + " set-ntp true), then run the same command again",
        "403|RequestTimeTooSkewed|The difference is too large.|the clock of this machine is"
            + " wrong|set the clock (timedatectl set-ntp true), then run the same command again"
      })
  void credentials_that_are_not_taken_are_told_as_that(
      int answered, String code, String message, String what, String next) {
    status = answered;
    stacks = error(code, message);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(label() + what + ": " + message + "; " + next + " [BMK-410]");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String label() {
    return url() + ", account 333333333333 us-east-1: ";
  }

  private static String error(String code, String message) {
    return "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
        .formatted(code, message);
  }
}
