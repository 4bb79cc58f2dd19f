package io.biomerkin.cloud.local.logs;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.cloud.local.state.Documents;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Groups and streams of the account. */
final class LogStore {

  private final LocalAccount account;

  LogStore(LocalAccount account) {
    this.account = account;
  }

  Documents<LogGroupRecord> groups() {
    return account.state().documents("logs/groups", LogGroupRecord.class);
  }

  LogGroupRecord group(String name) {
    return groups()
        .get(name)
        .orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  Documents<LogStreamRecord> streams(String group) {
    String folder = URLEncoder.encode(group, StandardCharsets.UTF_8);
    return account.state().documents("logs/streams/" + folder, LogStreamRecord.class);
  }

  LogStreamRecord stream(String group, String name) {
    group(group);
    return streams(group)
        .get(name)
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  /** The streams of a group that a caller asks for: named, by prefix, or all. */
  List<LogStreamRecord> streams(String group, List<String> names, String prefix) {
    group(group);
    Documents<LogStreamRecord> streams = streams(group);
    return streams.ids().stream()
        .filter(id -> names.isEmpty() || names.contains(id))
        .filter(id -> id.startsWith(prefix))
        .flatMap(id -> streams.get(id).stream())
        .toList();
  }

  /** The group that a call means, by name or ARN. */
  static String named(@Nullable String name, @Nullable String identifier) {
    String given = Optional.ofNullable(name).or(() -> Optional.ofNullable(identifier)).orElse("");
    return given.startsWith("arn:")
        ? given.replaceFirst("^.*:log-group:", "").replaceFirst(":\\*$", "")
        : given;
  }

  static RuntimeException notFound(String message) {
    return refusal(ResourceNotFoundException.builder(), "ResourceNotFoundException", message);
  }

  static RuntimeException exists(String message) {
    return refusal(
        ResourceAlreadyExistsException.builder(), "ResourceAlreadyExistsException", message);
  }

  static RuntimeException invalid(String message) {
    return refusal(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  private static RuntimeException refusal(
      CloudWatchLogsException.Builder builder, String code, String message) {
    return Refusal.of(builder, "CloudWatchLogs", 400, code, message);
  }
}
