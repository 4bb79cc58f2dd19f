package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.lambda.FunctionCodes.Code;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Functions: made, changed, found, deleted. They are active at once. */
final class Functions {

  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
  private static final List<String> SETTINGS =
      List.of(
          "Runtime",
          "Role",
          "Handler",
          "Description",
          "Timeout",
          "MemorySize",
          "VpcConfig",
          "DeadLetterConfig",
          "Environment",
          "KMSKeyArn",
          "TracingConfig",
          "Architectures",
          "EphemeralStorage",
          "SnapStart",
          "LoggingConfig");

  private final LocalAccount account;
  private final FunctionStore store;
  private final FunctionCodes codes;
  private final FunctionRules rules;

  Functions(LocalAccount account, FunctionStore store) {
    this.account = account;
    this.store = store;
    this.codes = new FunctionCodes(account, store);
    this.rules = new FunctionRules(account);
  }

  FunctionConfiguration create(CreateFunctionRequest request) {
    KnownParameters.only(
        request, settings("FunctionName", "Code", "Publish", "PackageType", "Tags"));
    if (request.packageType() == PackageType.IMAGE) {
      throw KnownParameters.refused(request, "PackageType Image");
    }
    FunctionName name = FunctionName.parse(request.functionName());
    if (store.find(name.name()).isPresent()) {
      throw LambdaErrors.conflict("Function already exist: " + name.name());
    }
    ObjectNode given = SdkJson.write(request);
    given.retain(SETTINGS);
    FunctionConfiguration described = rules.checked(read(given, defaults(name.name())));
    var code = request.code();
    Code taken = codes.take(code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion());
    FunctionConfiguration function = changed(withCode(described, taken));
    store.put(FunctionRecord.of(function, request.tags()));
    return function;
  }

  FunctionConfiguration updateCode(UpdateFunctionCodeRequest request) {
    KnownParameters.only(
        request,
        "FunctionName",
        "ZipFile",
        "S3Bucket",
        "S3Key",
        "S3ObjectVersion",
        "Publish",
        "DryRun",
        "RevisionId",
        "Architectures");
    FunctionRecord record = store.get(FunctionName.parse(request.functionName()));
    checkRevision(request.revisionId(), record.configuration().revisionId());
    Code taken =
        codes.take(
            request.zipFile(), request.s3Bucket(), request.s3Key(), request.s3ObjectVersion());
    FunctionConfiguration.Builder builder = withCode(record.configuration(), taken).toBuilder();
    if (request.hasArchitectures()) {
      builder.architectures(request.architectures());
    }
    FunctionConfiguration function = changed(builder.build());
    if (!Boolean.TRUE.equals(request.dryRun())) {
      store.put(record.withLatest(function));
    }
    return function;
  }

  FunctionConfiguration updateConfiguration(UpdateFunctionConfigurationRequest request) {
    KnownParameters.only(request, settings("FunctionName", "RevisionId"));
    FunctionRecord record = store.get(FunctionName.parse(request.functionName()));
    checkRevision(request.revisionId(), record.configuration().revisionId());
    ObjectNode given = SdkJson.write(request);
    given.retain(SETTINGS);
    FunctionConfiguration function =
        changed(rules.checked(read(given, record.configuration().toBuilder())));
    store.put(record.withLatest(function));
    return function;
  }

  List<FunctionConfiguration> list(boolean withVersions) {
    return store.all().stream()
        .flatMap(
            record ->
                withVersions
                    ? new Versions(store).list(record).stream()
                    : java.util.stream.Stream.of(record.configuration()))
        .toList();
  }

  void delete(FunctionName name) {
    FunctionRecord record = store.get(name);
    if (name.qualifier().isPresent()) {
      new Versions(store).delete(record, name.qualifier().get());
    } else {
      store.remove(name.name());
    }
  }

  Map<String, String> tags(String arn) {
    return store.get(FunctionName.parse(arn)).tags();
  }

  void tag(String arn, Map<String, String> tags) {
    FunctionRecord record = store.get(FunctionName.parse(arn));
    Map<String, String> all = new TreeMap<>(record.tags());
    all.putAll(tags);
    store.put(record.withTags(all));
  }

  void untag(String arn, List<String> keys) {
    FunctionRecord record = store.get(FunctionName.parse(arn));
    Map<String, String> left = new TreeMap<>(record.tags());
    left.keySet().removeAll(keys);
    store.put(record.withTags(left));
  }

  static void checkRevision(@Nullable String wanted, String actual) {
    if (wanted != null && !wanted.equals(actual)) {
      throw LambdaErrors.precondition();
    }
  }

  private FunctionConfiguration.Builder defaults(String name) {
    return FunctionConfiguration.builder()
        .functionName(name)
        .functionArn(store.arn(name))
        .version(FunctionName.LATEST)
        .description("")
        .timeout(3)
        .memorySize(128)
        .packageType(PackageType.ZIP)
        .architectures(Architecture.X86_64)
        .ephemeralStorage(storage -> storage.size(512))
        .tracingConfig(tracing -> tracing.mode(TracingMode.PASS_THROUGH))
        .loggingConfig(log -> log.logFormat(LogFormat.TEXT).logGroup("/aws/lambda/" + name))
        .state(State.ACTIVE)
        .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL);
  }

  /** The settings over what was there; a log configuration that names no group keeps the group. */
  private static FunctionConfiguration read(
      ObjectNode given, FunctionConfiguration.Builder builder) {
    FunctionConfiguration before = builder.build();
    FunctionConfiguration after = SdkJson.read(given, builder);
    if (after.loggingConfig().logGroup() != null && after.loggingConfig().logFormat() != null) {
      return after;
    }
    var logging = after.loggingConfig().toBuilder();
    logging.logGroup(
        Optional.ofNullable(after.loggingConfig().logGroup())
            .orElse(before.loggingConfig().logGroup()));
    logging.logFormat(
        Optional.ofNullable(after.loggingConfig().logFormat()).orElse(LogFormat.TEXT));
    return after.toBuilder().loggingConfig(logging.build()).build();
  }

  private static FunctionConfiguration withCode(FunctionConfiguration function, Code code) {
    return function.toBuilder().codeSha256(code.sha256()).codeSize(code.size()).build();
  }

  private FunctionConfiguration changed(FunctionConfiguration function) {
    return function.toBuilder()
        .lastModified(MODIFIED.format(account.clock().now()))
        .revisionId(UUID.randomUUID().toString())
        .build();
  }

  private static String[] settings(String... more) {
    return java.util.stream.Stream.concat(SETTINGS.stream(), java.util.Arrays.stream(more))
        .toArray(String[]::new);
  }
}
