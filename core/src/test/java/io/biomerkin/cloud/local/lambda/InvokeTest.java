package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class InvokeTest {

  @TempDir Path folder;
  private LocalFunctions functions;

  @BeforeEach
  void open() {
    functions = new LocalFunctions(folder);
  }

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void invoke_runs_the_packaged_code_with_lambdas_environment() {
    String source =
        """
        import os
        def handler(event, context):
            return {"sum": event["a"] + event["b"], "name": context.function_name,
                    "version": os.environ["AWS_LAMBDA_FUNCTION_VERSION"], "mine": os.environ["MINE"],
                    "region": os.environ["AWS_REGION"], "home": os.environ.get("HOME"),
                    "left": context.get_remaining_time_in_millis() > 1000}
        """;
    functions.lambda.createFunction(
        LocalFunctions.function("f", source)
            .environment(e -> e.variables(Map.of("MINE", "yes")))
            .build());

    InvokeResponse response = functions.invoke("f", "{\"a\": 1, \"b\": 2}");

    assertThat(response.functionError()).isNull();
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(response.payload().asUtf8String())
        .isEqualTo(
            "{\"sum\": 3, \"name\": \"f\", \"version\": \"$LATEST\", \"mine\": \"yes\","
                + " \"region\": \"us-east-1\", \"home\": null, \"left\": true}");
  }

  @Test
  void a_raising_handler_is_an_unhandled_error_with_its_trace() {
    functions.create("f", "def handler(event, context):\n    raise ValueError('no good')\n");

    InvokeResponse response = functions.invoke("f", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorMessage\":\"no good\"", "\"errorType\":\"ValueError\"")
        .contains("app.py\\\", line 2, in handler\\n    raise ValueError('no good')")
        .doesNotContain("bootstrap.py");
    assertThat(LocalFunctions.log(response)).contains("[ERROR] ValueError: no good");
  }

  @Test
  void what_a_function_prints_goes_to_its_log_group_and_not_into_its_answer() {
    String source =
        """
        import os, sys, logging
        def handler(event, context):
            print("printed")
            print("to stderr", file=sys.stderr)
            os.write(1, b"raw\\n")
            logging.getLogger().warning("logged")
            return "ok"
        """;
    functions.create("f", source);

    InvokeResponse response = functions.invoke("f", "{}");

    assertThat(response.payload().asUtf8String()).isEqualTo("\"ok\"");
    var messages =
        functions
            .cloud
            .client(CloudWatchLogsClient.class)
            .filterLogEvents(r -> r.logGroupName("/aws/lambda/f"))
            .events()
            .stream()
            .map(FilteredLogEvent::message)
            .toList();
    assertThat(messages.get(0)).startsWith("START RequestId: ").endsWith(" Version: $LATEST");
    assertThat(messages).contains("printed", "to stderr", "raw");
    assertThat(messages)
        .anyMatch(line -> line.startsWith("[WARNING]\t") && line.endsWith("\tlogged"));
    assertThat(messages.get(messages.size() - 1)).startsWith("REPORT RequestId: ");
    assertThat(LocalFunctions.log(response)).isEqualTo(String.join("\n", messages) + "\n");
  }

  @Test
  void a_function_that_takes_too_long_times_out_and_the_next_invocation_works() {
    String source =
        """
        import time
        def handler(event, context):
            if event.get("slow"):
                time.sleep(60)
            return "quick"
        """;
    functions.lambda.createFunction(LocalFunctions.function("f", source).timeout(1).build());

    InvokeResponse slow = functions.invoke("f", "{\"slow\": true}");

    assertThat(slow.functionError()).isEqualTo("Unhandled");
    assertThat(slow.payload().asUtf8String())
        .contains("\"errorType\":\"Sandbox.Timedout\"")
        .contains("Error: Task timed out after 1.00 seconds\"");
    assertThat(LocalFunctions.log(slow)).contains("Task timed out after 1.00 seconds");
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("\"quick\"");
  }

  @Test
  void a_function_that_exits_is_told_with_its_status() {
    functions.create(
        "f",
        "import sys\ndef handler(event, context):\n    print('bye')\n    sys.exit(event['status'])\n");

    InvokeResponse response = functions.invoke("f", "{\"status\": 3}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"Runtime.ExitError\"")
        .contains("Error: Runtime exited with error: exit status 3\"");
    assertThat(LocalFunctions.log(response)).contains("bye\n");
    assertThat(functions.invoke("f", "{\"status\": 0}").payload().asUtf8String())
        .contains("Error: Runtime exited without providing a reason\"");
  }

  @Test
  void an_answer_that_is_not_json_is_a_marshal_error() {
    assertThat(functions.answer("def handler(event, context):\n    return {1, 2}\n", "{}"))
        .contains("\"errorType\":\"Runtime.MarshalError\"")
        .contains("Unable to marshal response: Object of type set is not JSON serializable");
  }

  @Test
  void a_module_that_cannot_be_imported_is_told() {
    functions.lambda.createFunction(
        LocalFunctions.function("f", "import nothing_like_it\n").build());

    assertThat(functions.invoke("f", "{}").payload().asUtf8String())
        .contains("\"errorType\":\"Runtime.ImportModuleError\"")
        .contains("Unable to import module 'app': No module named 'nothing_like_it'");
  }

  @Test
  void a_handler_that_is_missing_is_told() {
    assertThat(functions.answer("x = 1\n", "{}"))
        .contains("\"errorType\":\"Runtime.HandlerNotFound\"")
        .contains("Handler 'handler' missing on module 'app'");
  }

  @Test
  void a_warm_process_keeps_its_globals_until_the_code_changes() {
    String source = "n = 0\ndef handler(event, context):\n    global n\n    n += 1\n    return n\n";
    functions.create("f", source);

    functions.invoke("f", "{}");
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("2");
    functions.update("f", source + "# changed\n");
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("1");
  }

  @Test
  void a_function_of_javascript_runs_with_node() {
    String source =
        """
        exports.handler = async (event, context) => {
          console.log('got', event.a);
          if (event.fail) throw new RangeError('too far');
          return { twice: event.a * 2, name: context.functionName };
        };
        """;
    functions.lambda.createFunction(
        LocalFunctions.function("js", "")
            .runtime("nodejs20.x")
            .handler("index.handler")
            .code(c -> c.zipFile(LocalFunctions.zip(Map.of("index.js", source))))
            .build());

    InvokeResponse response = functions.invoke("js", "{\"a\": 21}");
    InvokeResponse failed = functions.invoke("js", "{\"fail\": true}");

    assertThat(response.payload().asUtf8String()).isEqualTo("{\"twice\":42,\"name\":\"js\"}");
    assertThat(LocalFunctions.log(response)).contains("INFO\tgot 21");
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(failed.payload().asUtf8String())
        .startsWith("{\"errorType\":\"RangeError\",\"errorMessage\":\"too far\"");
  }

  @Test
  void an_event_is_worked_on_before_the_call_returns() {
    functions.create("f", "def handler(event, context):\n    print('worked', event)\n");

    InvokeResponse response =
        functions.lambda.invoke(
            r ->
                r.functionName("f")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("7")));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(
            functions
                .cloud
                .client(CloudWatchLogsClient.class)
                .filterLogEvents(r -> r.logGroupName("/aws/lambda/f").filterPattern("worked"))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("worked 7");
  }

  @Test
  void a_payload_that_is_no_json_is_refused() {
    functions.create("f", "def handler(event, context):\n    return 1\n");

    assertThatThrownBy(() -> functions.invoke("f", "{oops"))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageStartingWith(
            "Could not parse request body into json: Could not parse payload into json:"
                + " Unexpected character ('o'");
  }

  @Test
  void a_function_with_no_concurrency_is_throttled() {
    functions.create("f", "def handler(event, context):\n    return 1\n");
    functions.lambda.putFunctionConcurrency(
        r -> r.functionName("f").reservedConcurrentExecutions(0));

    assertThatThrownBy(() -> functions.invoke("f", "{}"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e ->
                assertThat(e.reasonAsString())
                    .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"))
        .hasMessageStartingWith("Rate Exceeded.");
  }
}
