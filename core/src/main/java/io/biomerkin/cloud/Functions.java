package io.biomerkin.cloud;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
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
}
