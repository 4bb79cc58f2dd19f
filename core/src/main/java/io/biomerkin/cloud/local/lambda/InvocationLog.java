package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.iam.RolePermissions;
import io.biomerkin.cloud.local.iam.RolePermissions.Decision;
import io.biomerkin.cloud.local.lambda.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Writes what an invocation printed to its log group, as far as the function's role lets it. */
final class InvocationLog {

  private final LocalAccount account;

  InvocationLog(LocalAccount account) {
    this.account = account;
  }

  /** The lines with Lambda's own around them. */
  static List<String> lines(FunctionConfiguration function, String id, Outcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add("START RequestId: " + id + " Version: " + function.version());
    lines.addAll(outcome.log());
    lines.add("END RequestId: " + id);
    String init =
        outcome.init().isZero() ? "" : "\tInit Duration: " + millis(outcome.init()) + " ms";
    long billed = outcome.took().plus(outcome.init()).toMillis() + 1;
    lines.add(
        "REPORT RequestId: "
            + id
            + "\tDuration: "
            + millis(outcome.took())
            + " ms\tBilled Duration: "
            + billed
            + " ms\tMemory Size: "
            + function.memorySize()
            + " MB"
            + init);
    return lines;
  }

  void write(FunctionConfiguration function, String stream, List<String> lines) {
    String group = function.loggingConfig().logGroup();
    RolePermissions role = RolePermissions.of(account, function.role());
    String resource = account.arn("logs", "log-group:" + group + ":log-stream:" + stream);
    if (!allowed(role, "logs:CreateLogStream", resource)
        || !allowed(role, "logs:PutLogEvents", resource)) {
      return;
    }
    CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.class);
    boolean exists =
        logs.describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups().stream()
            .anyMatch(found -> found.logGroupName().equals(group));
    if (!exists) {
      if (!allowed(role, "logs:CreateLogGroup", account.arn("logs", "log-group:" + group))) {
        return;
      }
      logs.createLogGroup(r -> r.logGroupName(group));
    }
    try {
      logs.createLogStream(r -> r.logGroupName(group).logStreamName(stream));
    } catch (ResourceAlreadyExistsException e) {
      // A warm process goes on with its stream.
    }
    long now = account.clock().now().toEpochMilli();
    List<InputLogEvent> events =
        lines.stream()
            .map(line -> InputLogEvent.builder().timestamp(now).message(line).build())
            .toList();
    logs.putLogEvents(r -> r.logGroupName(group).logStreamName(stream).logEvents(events));
  }

  /** Policies name a log group with and without the streams in it. */
  private static boolean allowed(RolePermissions role, String action, String resource) {
    String group = resource.replaceFirst(":log-stream:.*$", "");
    return role.decide(action, resource) == Decision.ALLOWED
        || role.decide(action, group) == Decision.ALLOWED
        || role.decide(action, group + ":*") == Decision.ALLOWED;
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
  }
}
