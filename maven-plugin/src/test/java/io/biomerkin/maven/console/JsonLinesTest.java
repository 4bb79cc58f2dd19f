package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.deploy.Cancelled;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonLines lines =
      new JsonLines(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          () -> Instant.parse("2026-10-06T14:30:22Z"));

  @Test
  void each_event_is_a_line() {
    lines.on(new DeployEvent.StepStarted("apply", Optional.of(Duration.ofMillis(1_200))));
    lines.on(new DeployEvent.StepStarted("verify", Optional.empty()));
    lines.on(
        new DeployEvent.ResourceChanged(
            "Jobs",
            "AWS::SQS::Queue",
            "CREATE_FAILED",
            "a \"queue\"\nof that name",
            false,
            Duration.ofSeconds(2),
            1,
            4));
    lines.result(new Cancelled("dev", true, "UPDATE_ROLLBACK_COMPLETE"));
    lines.problems(List.of(new Problem(ProblemCode.LOCKED, "dev", "it is locked", "wait")));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"event\":\"stepStarted\",\"at\":\"2026-10-06T14:30:22Z\",\"step\":\"apply\",\"usual\":\"PT1.2S\"}",
            "{\"event\":\"stepStarted\",\"at\":\"2026-10-06T14:30:22Z\",\"step\":\"verify\"}",
            "{\"event\":\"resourceChanged\",\"at\":\"2026-10-06T14:30:22Z\",\"done\":1,\"echo\":false,"
                + "\"logicalId\":\"Jobs\",\"reason\":\"a \\\"queue\\\"\\nof that name\","
                + "\"status\":\"CREATE_FAILED\",\"took\":\"PT2S\",\"total\":4,"
                + "\"type\":\"AWS::SQS::Queue\"}",
            "{\"event\":\"result\",\"at\":\"2026-10-06T14:30:22Z\",\"environment\":\"dev\","
                + "\"state\":\"UPDATE_ROLLBACK_COMPLETE\",\"was\":true}",
            "{\"event\":\"problems\",\"at\":\"2026-10-06T14:30:22Z\",\"problems\":[{\"code\":\"BMK-406\","
                + "\"next\":\"wait\",\"what\":\"it is locked\",\"where\":\"dev\"}]}");
  }
}
