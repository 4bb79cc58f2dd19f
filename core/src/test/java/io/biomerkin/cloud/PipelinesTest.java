package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.biomerkin.cloud.Pipelines.Failure;
import io.biomerkin.cloud.Pipelines.Stage;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.model.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

class PipelinesTest {

  /** As AWS documents it: "GetPipelineState". */
  private static final String STATE =
      """
      {"pipelineName": "calc-cicd-pipeline", "pipelineVersion": 3, "stageStates": [
        {"stageName": "Source", "latestExecution": {"pipelineExecutionId": "e2", "status": "InProgress"},
         "inboundTransitionState": {"enabled": true}, "actionStates": []},
        {"stageName": "Deploy", "latestExecution": {"pipelineExecutionId": "e1", "status": "Failed"},
         "inboundTransitionState": {"enabled": false, "disabledReason": "release week"},
         "actionStates": [
           {"actionName": "Test", "latestExecution": {"status": "Succeeded", "lastStatusChange": 1790000000}},
           {"actionName": "Prod", "latestExecution": {"status": "Failed", "lastStatusChange": 1790000060,
             "externalExecutionUrl": "https://console.example.org/build/7",
             "errorDetails": {"code": "JobFailed", "message": "Build terminated with state: FAILED"}}}]},
        {"stageName": "After", "inboundTransitionState": {"enabled": false}}]}
      """;

  private final AtomicReference<String> asked = new AtomicReference<>("");

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
  void the_stages_are_told_with_what_failed_in_them() throws IOException {
    assertThat(stages(200, STATE))
        .containsExactly(
            new Stage("Source", "InProgress", "e2", "", List.of()),
            new Stage(
                "Deploy",
                "Failed",
                "e1",
                "release week",
                List.of(
                    new Failure(
                        "Prod",
                        "Build terminated with state: FAILED",
                        Optional.of(Instant.ofEpochSecond(1790000060)),
                        "https://console.example.org/build/7"))),
            new Stage("After", "", "", "no reason is told", List.of()));
    assertThat(asked.get())
        .isEqualTo("CodePipeline_20150709.GetPipelineState {\"name\":\"calc-cicd-pipeline\"}");
  }

  @Test
  void where_there_is_none_nothing_is_told() throws IOException {
    assertThat(stages(400, "{\"__type\":\"PipelineNotFoundException\"}")).isEmpty();
  }

  @Test
  void who_may_not_ask_is_told() {
    assertThatThrownBy(() -> stages(400, "{\"__type\":\"AccessDeniedException\"}"))
        .isInstanceOf(CodePipelineException.class);
  }

  @Test
  void the_embedded_cloud_has_none(@TempDir Path folder) {
    CloudClock clock = CloudClock.unpaced(Clock.systemUTC());
    Cloud cloud = LocalAccount.open(folder, "333333333333", "us-east-1", clock);
    assertThat(new Pipelines(cloud).stages("calc-cicd-pipeline")).isEmpty();
  }

  private List<Stage> stages(int status, String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.set(
              exchange.getRequestHeaders().getFirst("X-Amz-Target")
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    Target.Aws target =
        Target.Aws.of("333333333333", "us-east-1")
            .at("http://127.0.0.1:" + server.getAddress().getPort());
    try (Cloud cloud = AwsClients.cloud(target, AwsAccess.ofThisProcess())) {
      return new Pipelines(cloud).stages("calc-cicd-pipeline");
    } finally {
      server.stop(0);
    }
  }
}
