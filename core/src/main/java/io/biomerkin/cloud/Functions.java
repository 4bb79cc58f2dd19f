package io.biomerkin.cloud;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The agents' functions, through Lambda. */
public final class Functions {

  private final LambdaClient client;

  /** The functions of a cloud. */
  public Functions(Cloud cloud) {
    this.client = cloud.client(LambdaClient.class);
  }

  /**
   * What a function answered.
   *
   * @param payload its answer, JSON
   * @param failed whether it raised, timed out or ended
   * @param version the version that ran
   * @param log the end of what it logged
   */
  public record Answer(String payload, boolean failed, String version, String log) {}

  /** Runs a function through an alias and waits for its answer. */
  public Answer invoke(String function, String alias, String payload) {
    InvokeResponse answer =
        client.invoke(
            r ->
                r.functionName(function)
                    .qualifier(alias)
                    .overrideConfiguration(o -> o.addPlugin(AwsClients::runsOnce))
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String(payload)));
    String log =
        answer.logResult() == null
            ? ""
            : new String(
                java.util.Base64.getDecoder().decode(answer.logResult()),
                java.nio.charset.StandardCharsets.UTF_8);
    return new Answer(
        answer.payload() == null ? "" : answer.payload().asUtf8String(),
        answer.functionError() != null && !answer.functionError().isEmpty(),
        String.valueOf(answer.executedVersion()),
        log);
  }

  /** The version that an alias points to; empty when there is no such alias. */
  public Optional<String> version(String function, String alias) {
    try {
      GetAliasResponse answer = client.getAlias(r -> r.functionName(function).name(alias));
      return Optional.of(answer.functionVersion());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** What a function's description says; empty when it has none. */
  public String description(String function) {
    String text = client.getFunctionConfiguration(r -> r.functionName(function)).description();
    return text == null ? "" : text;
  }

  /** Describes a function. */
  public void describe(String function, String text) {
    client.updateFunctionConfiguration(r -> r.functionName(function).description(text));
  }

  /** Gives a function other code, from the release store. */
  public void give(String function, ReleaseStore store, String sha256) {
    client.updateFunctionCode(
        r ->
            r.functionName(function)
                .s3Bucket(store.bucket())
                .s3Key(ReleaseStore.bundleKey(sha256)));
  }

  /**
   * How far the last change of a function is.
   *
   * @param ended whether it has ended
   * @param failure why it failed; empty when it did not
   */
  public record Change(boolean ended, String failure) {}

  /** How far the last change of a function is: Lambda makes them one after another. */
  public Change change(String function) {
    GetFunctionConfigurationResponse now =
        client.getFunctionConfiguration(r -> r.functionName(function));
    boolean failed = now.lastUpdateStatus() == LastUpdateStatus.FAILED;
    return new Change(
        now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS,
        failed ? String.valueOf(now.lastUpdateStatusReason()) : "");
  }

  /** Makes a version of what a function is now, or finds the one that is the same. */
  public String publish(String function) {
    return client.publishVersion(r -> r.functionName(function)).version();
  }

  /** Has an alias point to a version. */
  public void point(String function, String alias, String version) {
    client.updateAlias(r -> r.functionName(function).name(alias).functionVersion(version));
  }

  /** Whether the failure says that the function is being made or changed right now. */
  public static boolean isPending(RuntimeException failure) {
    return failure instanceof ResourceConflictException;
  }
}
