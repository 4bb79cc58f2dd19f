package io.biomerkin.cloud.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class JavaInvokeTest {

  private static final String IMPORTS =
      """
      package app;
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;
      import java.util.*;
      """;

  @TempDir Path folder;
  @TempDir Path classes;
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
  void a_method_gets_the_event_as_its_parameters_type_and_its_result_is_the_answer() {
    String source =
        """
        public class Analysis {
          public static class Sample {
            private String gene;
            private List<Integer> counts;
            public void setGene(String gene) { this.gene = gene; }
            public void setCounts(List<Integer> counts) { this.counts = counts; }
          }
          public static class Report {
            public String getGene() { return "BRCA1"; }
            public int getTotal() { return total; }
            public String getNothing() { return null; }
            private int total;
          }
          public Report run(Sample sample) {
            Report report = new Report();
            for (int count : sample.counts) report.total += count;
            return report;
          }
        }
        """;

    assertThat(answer(source, "app.Analysis::run", "{\"counts\": [1, 2], \"other\": {}}"))
        .contains("\"gene\":\"BRCA1\"", "\"total\":3")
        .hasSize("{\"gene\":\"BRCA1\",\"total\":3}".length());
  }

  @Test
  void a_request_handler_gets_maps_and_lambdas_context() {
    String source =
        """
        public class Hello implements RequestHandler<Map<String, Object>, Map<String, Object>> {
          public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("event", event);
            answer.put("name", context.getFunctionName());
            answer.put("version", context.getFunctionVersion());
            answer.put("arn", context.getInvokedFunctionArn());
            answer.put("group", context.getLogGroupName());
            answer.put("memory", context.getMemoryLimitInMB());
            answer.put("left", context.getRemainingTimeInMillis() > 1000);
            answer.put("id", context.getAwsRequestId().length());
            answer.put("client", context.getClientContext());
            answer.put("mine", System.getenv("MINE"));
            answer.put("region", System.getenv("AWS_REGION"));
            answer.put("home", System.getenv("HOME"));
            return answer;
          }
        }
        """;
    create(source, "app.Hello", b -> b.environment(e -> e.variables(Map.of("MINE", "yes"))));

    assertThat(
            functions
                .invoke("f", "{\"a\": [1, 2.5, true, null, \"\\u00e9\"]}")
                .payload()
                .asUtf8String())
        .isEqualTo(
            "{\"event\":{\"a\":[1,2.5,true,null,\"\u00e9\"]},\"name\":\"f\",\"version\":\"$LATEST\","
                + "\"arn\":\"arn:aws:lambda:us-east-1:111111111111:function:f\","
                + "\"group\":\"/aws/lambda/f\",\"memory\":128,\"left\":true,\"id\":36,"
                + "\"client\":null,\"mine\":\"yes\",\"region\":\"us-east-1\",\"home\":null}");
  }

  @Test
  void the_callers_context_reaches_the_handler() {
    String source =
        """
        public class Client {
          public String run(Map<String, Object> event, Context context) {
            return context.getClientContext().getCustom().get("who");
          }
        }
        """;
    create(source, "app.Client::run", b -> {});
    String context =
        Base64.getEncoder()
            .encodeToString("{\"custom\":{\"who\":\"me\"}}".getBytes(StandardCharsets.UTF_8));

    assertThat(
            functions
                .lambda
                .invoke(r -> r.functionName("f").clientContext(context))
                .payload()
                .asUtf8String())
        .isEqualTo("\"me\"");
  }

  @Test
  void a_stream_handler_reads_and_writes_the_json_itself() {
    String source =
        """
        public class Streams implements RequestStreamHandler {
          public void handleRequest(InputStream in, OutputStream out, Context context)
              throws IOException {
            out.write("{\\"got\\":".getBytes());
            in.transferTo(out);
            out.write('}');
          }
          public static void plain(InputStream in, OutputStream out) throws IOException {
            in.transferTo(out);
          }
        }
        """;

    assertThat(answer(source, "app.Streams", "[1,2]")).isEqualTo("{\"got\":[1,2]}");
    functions.lambda.updateFunctionConfiguration(
        r -> r.functionName("f").handler("app.Streams::plain"));
    assertThat(functions.invoke("f", "[3]").payload().asUtf8String()).isEqualTo("[3]");
  }

  @Test
  void types_are_found_behind_generic_base_classes() {
    String source =
        """
        public class Counted extends Base<List<Long>> {
          Object answer(List<Long> longs) { return longs.get(0).getClass().getSimpleName(); }
        }
        abstract class Base<T> implements RequestHandler<T, Object> {
          public Object handleRequest(T event, Context context) { return answer(event); }
          abstract Object answer(T event);
        }
        """;

    assertThat(answer(source, "app.Counted", "[7]")).isEqualTo("\"Long\"");
  }

  @Test
  void of_several_methods_the_longest_is_called() {
    String source =
        """
        public class Many {
          public String run(String event) { return "short"; }
          public String run(String event, Context context) { return "long"; }
          public String run(String event, String more) { return "never"; }
          public void nothing() { }
        }
        """;

    assertThat(answer(source, "app.Many::run", "\"x\"")).isEqualTo("\"long\"");
    functions.lambda.updateFunctionConfiguration(
        r -> r.functionName("f").handler("app.Many::nothing"));
    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("null");
  }

  @Test
  void an_exception_is_an_unhandled_error_with_the_functions_own_trace() {
    String source =
        """
        public class Failing {
          public String run(Map<String, Object> event) {
            throw new IllegalStateException("no good", new IOException("disk"));
          }
        }
        """;
    create(source, "app.Failing::run", b -> {});

    InvokeResponse response = functions.invoke("f", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .isEqualTo(
            "{\"errorMessage\":\"no good\",\"errorType\":\"java.lang.IllegalStateException\","
                + "\"stackTrace\":[\"app.Failing.run(Failing.java:7)\"]}");
    assertThat(LocalFunctions.log(response))
        .contains("no good: java.lang.IllegalStateException\n")
        .contains(
            "java.lang.IllegalStateException: no good\n\tat app.Failing.run(Failing.java:7)\n")
        .contains("Caused by: java.io.IOException: disk\n")
        .doesNotContain("io.biomerkin");
    assertThat(functions.invoke("f", "{}").functionError()).isEqualTo("Unhandled");
  }

  @Test
  void what_a_function_prints_goes_to_its_log_and_not_into_its_answer() {
    String source =
        """
        public class Printing {
          public String run(String event, Context context) {
            System.out.println("printed \u00e9");
            System.err.println("to stderr");
            context.getLogger().log("logged");
            context.getLogger().log("bytes".getBytes());
            System.out.print("without an end");
            System.out.close();
            return "ok";
          }
        }
        """;
    create(source, "app.Printing::run", b -> {});

    InvokeResponse response = functions.invoke("f", "\"x\"");

    assertThat(response.payload().asUtf8String()).isEqualTo("\"ok\"");
    assertThat(LocalFunctions.log(response))
        .contains("printed \u00e9\nto stderr\nlogged\nbytes\nwithout an end\nEND RequestId: ");
  }

  @Test
  void a_function_that_takes_too_long_times_out_and_the_next_invocation_works() {
    String source =
        """
        public class Slow {
          private int calls;
          public int run(boolean slow) throws Exception {
            if (slow) Thread.sleep(60_000);
            return ++calls;
          }
        }
        """;
    create(source, "app.Slow::run", b -> b.timeout(1));

    InvokeResponse slow = functions.invoke("f", "true");

    assertThat(slow.payload().asUtf8String())
        .contains("\"errorType\":\"Sandbox.Timedout\"")
        .contains("Error: Task timed out after 1.00 seconds\"");
    assertThat(functions.invoke("f", "false").payload().asUtf8String()).isEqualTo("1");
    assertThat(functions.invoke("f", "false").payload().asUtf8String()).isEqualTo("2");
  }

  @Test
  void a_function_that_exits_is_told_with_its_status() {
    String source =
        """
        public class Exiting {
          public void run(int status) { System.out.println("bye"); System.exit(status); }
        }
        """;
    create(source, "app.Exiting::run", b -> {});

    InvokeResponse response = functions.invoke("f", "3");

    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"Runtime.ExitError\"")
        .contains("Error: Runtime exited with error: exit status 3\"");
    assertThat(LocalFunctions.log(response)).contains("bye\n");
  }

  @Test
  void an_event_that_does_not_fit_and_a_result_that_is_no_json_are_told_as_on_aws() {
    String source =
        """
        public class Types {
          public String run(int number) { return "x"; }
          public Object circle(Object event) { Loop loop = new Loop(); return loop; }
          public static class Loop { public Loop getLoop() { return this; } }
        }
        """;

    assertThat(answer(source, "app.Types::run", "{\"a\": 1}"))
        .contains("\"errorMessage\":\"An error occurred during JSON parsing\"")
        .contains("\"errorType\":\"java.lang.RuntimeException\"");
    functions.lambda.updateFunctionConfiguration(
        r -> r.functionName("f").handler("app.Types::circle"));
    assertThat(functions.invoke("f", "{}").payload().asUtf8String())
        .contains("\"errorMessage\":\"An error occurred during JSON serialization of response\"");
  }

  @Test
  void jars_in_lib_are_on_the_class_path_after_the_root() {
    Map<String, byte[]> compiled =
        JavaCode.compiled(
            classes,
            IMPORTS + "public class Here { public String run() { return There.name(); } }",
            "package app; public class There { static String name() { return \"lib\"; } }");
    Map<String, byte[]> library = new LinkedHashMap<>();
    library.put("app/There.class", compiled.remove("app/There.class"));
    compiled.put("lib/there.jar", LocalFunctions.zipped(library).asByteArray());
    create(compiled, "app.Here::run", b -> {});

    assertThat(functions.invoke("f", "{}").payload().asUtf8String()).isEqualTo("\"lib\"");
  }

  @Test
  void a_function_sees_neither_this_library_nor_this_machines_credentials() {
    String source =
        """
        public class Apart {
          public List<String> run() {
            String seen = "nothing";
            try {
              Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
              seen = "jackson";
            } catch (ClassNotFoundException e) {
            }
            File home = new File(System.getProperty("user.home"));
            File credentials = new File(System.getenv("AWS_SHARED_CREDENTIALS_FILE"));
            return List.of(seen, home.exists() + "", credentials.exists() + "",
                System.getenv("AWS_EC2_METADATA_DISABLED"), System.getenv("AWS_EXECUTION_ENV"));
          }
        }
        """;

    assertThat(answer(source, "app.Apart::run", "{}"))
        .isEqualTo("[\"nothing\",\"false\",\"false\",\"true\",\"AWS_Lambda_java17\"]");
  }

  @Test
  void a_class_that_is_missing_is_told() {
    assertThat(answer("public class Other { }", "app.Wrong::run", "{}"))
        .contains("\"errorMessage\":\"Class not found: app.Wrong\"")
        .contains("\"errorType\":\"java.lang.ClassNotFoundException\"");
  }

  @Test
  void a_method_that_is_missing_or_not_public_is_told() {
    String source = "public class Hidden { String run(String event) { return event; } }";

    assertThat(answer(source, "app.Hidden::run", "{}"))
        .isEqualTo(
            "{\"errorMessage\":\"No public method named run with appropriate method signature"
                + " found on class app.Hidden\",\"errorType\":\"Runtime.HandlerNotFound\","
                + "\"stackTrace\":[]}");
  }

  @Test
  void a_class_that_is_no_handler_is_told() {
    assertThat(answer("public class Plain { }", "app.Plain", "{}"))
        .contains("Class does not implement an appropriate handler interface: app.Plain");
  }

  @Test
  void a_class_that_is_not_public_has_no_constructor_for_lambda() {
    String source = "class Hidden { public String run(String event) { return event; } }";

    assertThat(answer(source, "app.Hidden::run", "{}"))
        .contains("Class app.Hidden has no public zero-argument constructor");
  }

  @Test
  void a_constructor_that_fails_is_told_as_what_it_throws() {
    String source =
        """
        public class Broken {
          public Broken() { throw new IllegalStateException("no table"); }
          public String run(String event) { return event; }
        }
        """;

    assertThat(answer(source, "app.Broken::run", "{}"))
        .contains("\"errorMessage\":\"no table\"")
        .contains("\"errorType\":\"java.lang.IllegalStateException\"")
        .contains("app.Broken.<init>(Broken.java:6)");
  }

  @Test
  void a_package_without_lambdas_interfaces_is_told_what_to_bring() {
    String source =
        """
        public class Bare implements RequestHandler<String, String> {
          public String handleRequest(String event, Context context) { return event; }
        }
        """;
    Map<String, byte[]> compiled = JavaCode.compiled(classes, IMPORTS + source);
    compiled.keySet().removeIf(name -> name.startsWith("com/amazonaws/"));
    create(compiled, "app.Bare", b -> {});

    assertThat(functions.invoke("f", "{}").payload().asUtf8String())
        .contains(
            "\"errorMessage\":\"Error loading class app.Bare:"
                + " com/amazonaws/services/lambda/runtime/RequestHandler (the package must bring"
                + " com.amazonaws:aws-lambda-java-core here)\"")
        .contains("\"errorType\":\"java.lang.NoClassDefFoundError\"");
  }

  @Test
  void code_that_is_newer_than_its_runtime_fails_as_on_aws() {
    create("public class Newer { }", "app.Newer::run", b -> b.runtime("java11"));

    assertThat(functions.invoke("f", "{}").payload().asUtf8String())
        .contains("\"errorType\":\"java.lang.UnsupportedClassVersionError\"")
        .contains(
            "app.Newer has been compiled by a more recent version of the Java Runtime (class file"
                + " version 61.0), this version of the Java Runtime only recognizes class file"
                + " versions up to 55.0");
  }

  @Test
  void code_that_is_newer_than_this_machines_java_is_a_problem_of_the_machine() {
    Map<String, byte[]> compiled =
        JavaCode.compiled(classes, IMPORTS + "public class Newer { public void run() { } }");
    int has = Runtime.version().feature();
    java.util.Objects.requireNonNull(compiled.get("app/Newer.class"))[7] = (byte) (44 + 25);
    create(compiled, "app.Newer::run", b -> b.runtime("java25"));
    assumeTrue(has < 25);

    assertThatThrownBy(() -> functions.invoke("f", "{}"))
        .hasMessage(
            "function f: its code is compiled for Java 25, but the embedded cloud runs on Java "
                + has
                + "; set JAVA_HOME to a JDK 25 or newer, or compile the code for Java "
                + has
                + ", then run the same command again [BMK-301]");
  }

  private String answer(String source, String handler, String payload) {
    create(source, handler, b -> {});
    return functions.invoke("f", payload).payload().asUtf8String();
  }

  private void create(String source, String handler, Consumer<CreateFunctionRequest.Builder> more) {
    create(JavaCode.compiled(classes, IMPORTS + source), handler, more);
  }

  private void create(
      Map<String, byte[]> files, String handler, Consumer<CreateFunctionRequest.Builder> more) {
    SdkBytes zip = LocalFunctions.zipped(files);
    CreateFunctionRequest.Builder builder =
        LocalFunctions.function("f", "")
            .runtime("java17")
            .handler(handler)
            .code(code -> code.zipFile(zip));
    more.accept(builder);
    functions.lambda.createFunction(builder.build());
  }
}
