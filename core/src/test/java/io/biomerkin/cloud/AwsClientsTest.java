package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.biomerkin.model.Sha256;
import io.biomerkin.model.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the clients do when a server does not answer as it should. */
class AwsClientsTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> received = new AtomicReference<>("");

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "333333333333");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterEach
  void forget_the_credentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void an_agent_whose_answer_is_lost_is_not_run_again() throws IOException {
    try (Server server = new Server(HttpExchange::close)) {
      assertThatThrownBy(() -> server.invoke()).isInstanceOf(SdkClientException.class);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void an_agent_that_lambda_refused_to_run_for_now_is_run_later() throws IOException {
    try (Server server =
        new Server(
            exchange -> {
              boolean first = asked.get() == 1;
              exchange
                  .getResponseHeaders()
                  .add("X-Amzn-ErrorType", first ? "TooManyRequestsException" : "");
              byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(first ? 429 : 200, body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            })) {
      assertThat(server.invoke().payload()).isEqualTo("{}");
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void what_changes_a_function_is_asked_again_when_its_answer_is_lost() throws IOException {
    try (Server server =
        new Server(
            exchange -> {
              if (asked.get() > 2) {
                byte[] body = "{\"Version\":\"7\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(asked.get() == 3 ? 500 : 201, body.length);
                exchange.getResponseBody().write(body);
              }
              exchange.close();
            })) {
      try (Cloud cloud = AwsClients.cloud(server.target(), AwsAccess.ofThisProcess())) {
        assertThat(new Functions(cloud).publish("calc-adder-dev")).isEqualTo("7");
      }
    }
    assertThat(asked).hasValue(4);
  }

  /** Two deployments take the lock, or make the release store, at the same moment. */
  @Test
  void what_clashes_with_a_change_at_the_same_moment_is_asked_again() throws IOException {
    for (String code : List.of("ConditionalRequestConflict", "OperationAborted")) {
      asked.set(0);
      try (Server server =
          new Server(
              exchange -> {
                boolean first = asked.get() == 1;
                byte[] body =
                    (first ? "<Error><Code>" + code + "</Code></Error>" : "")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("ETag", "\"7\"");
                exchange.sendResponseHeaders(first ? 409 : 200, first ? body.length : -1);
                exchange.getResponseBody().write(body);
                exchange.close();
              })) {
        try (Cloud cloud = AwsClients.cloud(server.target(), AwsAccess.ofThisProcess())) {
          assertThat(new ReleaseStore(cloud, "store").putIf("key", "text", Optional.empty()))
              .contains("\"7\"");
        }
      }
      assertThat(asked).hasValue(2);
    }
  }

  /** Anybody may take the name of a bucket that does not exist yet. */
  @Test
  void every_bucket_must_be_the_account_s_own() throws IOException {
    List<String> owners = new ArrayList<>();
    try (Server server =
        new Server(
            exchange -> {
              owners.add(
                  exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner"));
              boolean makes = exchange.getRequestMethod().equals("PUT");
              exchange.sendResponseHeaders(makes ? 200 : 403, -1);
              exchange.close();
            })) {
      try (Cloud cloud = AwsClients.cloud(server.target(), AwsAccess.ofThisProcess())) {
        ReleaseStore store = new ReleaseStore(cloud, "store");
        store.put("key", "text");
        assertThatThrownBy(() -> store.look("key", Sha256.hex("text")))
            .isInstanceOfSatisfying(
                S3Exception.class,
                e ->
                    assertThat(CloudErrors.explained(e, cloud.label()))
                        .hasMessageEndingWith(
                            "; give the deploying role its permissions on the account's buckets,"
                                + " then run the same command again; if it has them, another"
                                + " account has taken the bucket's name [BMK-504]"));
        S3Client s3 = cloud.client(S3Client.class);
        assertThat(s3.createBucket(r -> r.bucket("store"))).isNotNull();
      }
    }
    assertThat(owners).containsExactly("PUT 333333333333", "HEAD 333333333333", "PUT null");
  }

  /** AWS SDKs and Tools Reference Guide: "Retry behavior". */
  @Test
  void the_number_of_attempts_and_the_mode_are_those_of_the_users_configuration()
      throws IOException {
    for (String mode : List.of("standard", "adaptive", "legacy")) {
      asked.set(0);
      System.setProperty("aws.retryMode", mode);
      System.setProperty("aws.maxAttempts", "2");
      try (Server server =
          new Server(
              exchange -> {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
              })) {
        try (Cloud cloud = AwsClients.cloud(server.target(), AwsAccess.ofThisProcess())) {
          assertThatThrownBy(() -> new ReleaseStore(cloud, "store").put("key", "text"))
              .isInstanceOf(SdkException.class);
        }
      } finally {
        System.clearProperty("aws.retryMode");
        System.clearProperty("aws.maxAttempts");
      }
      assertThat(asked).as(mode).hasValue(2);
    }
  }

  @Test
  void express_mode_goes_out_though_the_sdk_does_not_know_it() throws IOException {
    String answer =
        "<CreateChangeSetResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\">"
            + "<CreateChangeSetResult><Id>c</Id><StackId>s</StackId></CreateChangeSetResult>"
            + "</CreateChangeSetResponse>";
    try (Server server =
        new Server(
            exchange -> {
              byte[] body = answer.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            })) {
      assertThat(server.createChangeSet(true)).isEqualTo("s");
      assertThat(received.get())
          .contains("DeploymentConfig.Mode=EXPRESS", "DeploymentConfig.DisableRollback=false")
          .doesNotContain("OnStackFailure");
      assertThat(server.createChangeSet(false)).isEqualTo("s");
      assertThat(received.get())
          .doesNotContain("DeploymentConfig")
          .contains(
              "OnStackFailure=DELETE",
              "ClientToken=c",
              "Capabilities.member.1=CAPABILITY_NAMED_IAM",
              "Tags.member.1.Key=Project&Tags.member.1.Value=Calc",
              "TemplateBody=%7B%7D");
    }
  }

  /** A server on this machine that counts what it is asked. */
  private final class Server implements AutoCloseable {

    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Server(HttpHandler answer) throws IOException {
      server.createContext(
          "/",
          exchange -> {
            asked.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.set(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
            answer.handle(exchange);
          });
      server.start();
    }

    Functions.Answer invoke() {
      try (Cloud cloud = AwsClients.cloud(target(), AwsAccess.ofThisProcess())) {
        return new Functions(cloud).invoke("calc-adder-dev", "live", "{}");
      }
    }

    String createChangeSet(boolean express) {
      try (Cloud cloud = AwsClients.cloud(target(), AwsAccess.ofThisProcess())) {
        return new Stacks(cloud, "CalcDev")
            .changeSets()
            .create(
                new ChangeSetRequest(
                    "c",
                    true,
                    new TemplateSource.Text("{}"),
                    false,
                    false,
                    express,
                    false,
                    Map.of("Project", "Calc")));
      }
    }

    private Target.Aws target() {
      return Target.Aws.of("333333333333", "us-east-1")
          .at("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
