package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.lambda.calls.FunctionCalls;
import io.biomerkin.cloud.local.lambda.run.FunctionRunner;
import io.biomerkin.cloud.local.lambda.run.FunctionRunner.Run;
import io.biomerkin.cloud.local.lambda.run.FunctionSpec;
import io.biomerkin.cloud.local.lambda.run.Invocation;
import io.biomerkin.cloud.local.lambda.run.Outcome;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invocations: which version runs, that it may, what came of it. */
final class Invocations {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final int MOST_PAYLOAD = 6 * 1024 * 1024;
  private static final int TAIL = 4096;

  private final LocalAccount account;
  private final FunctionStore store;
  private final FunctionRunner runner;
  private final DoubleSupplier randomness;

  Invocations(
      LocalAccount account, FunctionStore store, FunctionRunner runner, DoubleSupplier randomness) {
    this.account = account;
    this.store = store;
    this.runner = runner;
    this.randomness = randomness;
  }

  InvokeResponse invoke(InvokeRequest request) {
    KnownParameters.only(
        request,
        "FunctionName",
        "InvocationType",
        "LogType",
        "ClientContext",
        "Payload",
        "Qualifier");
    FunctionName name = FunctionName.parse(request.functionName(), request.qualifier());
    FunctionConfiguration function = chosen(name);
    String event = event(request);
    checkConcurrency(name);
    InvocationType type =
        Optional.ofNullable(request.invocationType()).orElse(InvocationType.REQUEST_RESPONSE);
    return switch (type) {
      case DRY_RUN -> InvokeResponse.builder().statusCode(204).build();
      case EVENT -> {
        // Nothing runs behind a caller's back here: an event is worked on before the call returns.
        run(name, function, event, request);
        yield InvokeResponse.builder().statusCode(202).build();
      }
      case REQUEST_RESPONSE -> answered(request, function, run(name, function, event, request));
      default -> throw KnownParameters.refused(request, "InvocationType " + type);
    };
  }

  /** What a run left: the outcome, and its lines as Lambda logs them. */
  private record Logged(Outcome outcome, List<String> lines) {}

  private Logged run(
      FunctionName name, FunctionConfiguration function, String event, InvokeRequest request) {
    Invocation invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            store.arn(name.name()) + name.qualifier().map(q -> ":" + q).orElse(""),
            event,
            decoded(request.clientContext()),
            Duration.ofSeconds(function.timeout()));
    FunctionCalls calls = new FunctionCalls(account, function.functionName(), function.role());
    String day = DAY.format(account.clock().now());
    Run run =
        account.state().lock().without(() -> runner.run(spec(function), invocation, day, calls));
    List<String> lines = InvocationLog.lines(function, invocation.requestId(), run.outcome());
    new InvocationLog(account).write(function, run.logStream(), lines);
    return new Logged(run.outcome(), lines);
  }

  private static InvokeResponse answered(
      InvokeRequest request, FunctionConfiguration function, Logged run) {
    InvokeResponse.Builder response =
        InvokeResponse.builder()
            .statusCode(200)
            .executedVersion(function.version())
            .payload(SdkBytes.fromUtf8String(run.outcome().payload()));
    if (run.outcome().failed()) {
      response.functionError("Unhandled");
    }
    if (request.logType() == LogType.TAIL) {
      response.logResult(tail(run.lines()));
    }
    return response.build();
  }

  /** The version that the name leads to; by chance where an alias has weights. */
  private FunctionConfiguration chosen(FunctionName name) {
    FunctionConfiguration resolved = store.resolve(name);
    Optional<AliasConfiguration> alias = name.qualifier().flatMap(store.get(name)::alias);
    Map<String, Double> weights =
        alias.map(found -> Aliases.weights(found.routingConfig())).orElse(Map.of());
    double chance = randomness.getAsDouble();
    for (Map.Entry<String, Double> each : weights.entrySet()) {
      if (chance < each.getValue()) {
        return store.resolve(new FunctionName(name.name(), Optional.of(each.getKey())));
      }
      chance -= each.getValue();
    }
    return resolved;
  }

  private void checkConcurrency(FunctionName name) {
    if (store.get(name).reserved().orElse(1) == 0) {
      throw LambdaErrors.of(
          TooManyRequestsException.builder()
              .reason("ReservedFunctionConcurrentInvocationLimitExceeded"),
          429,
          "TooManyRequestsException",
          "Rate Exceeded.");
    }
  }

  private static String event(InvokeRequest request) {
    byte[] payload = request.payload() == null ? new byte[0] : request.payload().asByteArray();
    int most = request.invocationType() == InvocationType.EVENT ? 1024 * 1024 : MOST_PAYLOAD;
    if (payload.length > most) {
      throw LambdaErrors.of(
          RequestTooLargeException.builder(),
          413,
          "RequestEntityTooLargeException",
          payload.length
              + " byte payload is too large for the "
              + (most == MOST_PAYLOAD ? "RequestResponse" : "Event")
              + " invocation type (limit "
              + most
              + " bytes)");
    }
    if (payload.length == 0) {
      return "{}";
    }
    String event = new String(payload, StandardCharsets.UTF_8);
    try {
      MAPPER
          .reader()
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(event);
      return event;
    } catch (JsonProcessingException e) {
      throw LambdaErrors.of(
          InvalidRequestContentException.builder(),
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Could not parse payload into json: "
              + e.getOriginalMessage());
    }
  }

  private FunctionSpec spec(FunctionConfiguration function) {
    String sha256 = FunctionStore.hex(function.codeSha256());
    return new FunctionSpec(
        function.functionName() + ":" + function.version() + ":" + function.revisionId(),
        function.functionName(),
        function.version(),
        function.runtimeAsString(),
        function.handler(),
        function.memorySize(),
        sha256,
        store.code().path(sha256),
        function.environment() == null ? Map.of() : function.environment().variables(),
        account.region(),
        function.loggingConfig().logGroup());
  }

  private static String decoded(@org.jspecify.annotations.Nullable String context) {
    return context == null
        ? ""
        : new String(Base64.getDecoder().decode(context), StandardCharsets.UTF_8);
  }

  private static String tail(List<String> lines) {
    byte[] log = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, log.length - TAIL);
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(log, from, log.length));
  }
}
