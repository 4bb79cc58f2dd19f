package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.biomerkin.model.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials of another account, which may not even look at the stack. */
class WrongAccountTest {

  private HttpServer server;
  private String account = "444444444444";

  @BeforeEach
  void start() throws Exception {
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
                  : "<ErrorResponse><Error><Code>AccessDenied</Code><Message>ada is not authorized to"
                      + " perform: cloudformation:DescribeStacks</Message></Error></ErrorResponse>";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(caller ? 200 : 403, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.stop(0);
  }

  @Test
  void is_told_as_that_and_not_as_a_missing_permission(@TempDir Path folder) {
    Project project = project(folder);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "dev: the environment belongs to account 333333333333, the credentials to"
                + " 444444444444; log in to the right account (AWS_PROFILE), or correct the"
                + " environment's aws line [BMK-402]");
  }

  @Test
  void in_the_right_account_the_permission_is_what_is_missing(@TempDir Path folder) {
    account = "333333333333";
    Project project = project(folder);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageEndingWith(
            "account 333333333333 us-east-1: ada is not authorized to perform:"
                + " cloudformation:DescribeStacks; give the deploying role this permission, then run"
                + " the same command again [BMK-504]");
  }

  private Project project(Path folder) {
    Project project = Project.in(folder);
    project.dev =
        Target.Aws.of("333333333333", "us-east-1")
            .at("http://127.0.0.1:" + server.getAddress().getPort());
    return project;
  }
}
