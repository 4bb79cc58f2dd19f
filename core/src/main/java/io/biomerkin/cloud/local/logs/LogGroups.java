package io.biomerkin.cloud.local.logs;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** Groups: made, found, changed, deleted. Their retention is kept; nothing expires here. */
final class LogGroups {

  private static final Set<Integer> RETENTIONS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final LocalAccount account;
  private final LogStore store;

  LogGroups(LocalAccount account, LogStore store) {
    this.account = account;
    this.store = store;
  }

  void create(CreateLogGroupRequest request) {
    KnownParameters.only(request, "logGroupName", "kmsKeyId", "tags", "logGroupClass");
    String name = Optional.ofNullable(request.logGroupName()).orElse("");
    if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
      throw LogStore.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }
    if (store.groups().get(name).isPresent()) {
      throw LogStore.exists("The specified log group already exists");
    }
    String arn = account.arn("logs", "log-group:" + name);
    LogGroup group =
        LogGroup.builder()
            .logGroupName(name)
            .creationTime(account.clock().now().toEpochMilli())
            .arn(arn + ":*")
            .logGroupArn(arn)
            .metricFilterCount(0)
            .kmsKeyId(request.kmsKeyId())
            .logGroupClass(
                Optional.ofNullable(request.logGroupClass()).orElse(LogGroupClass.STANDARD))
            .build();
    store.groups().put(name, LogGroupRecord.of(group, request.tags()));
  }

  List<LogGroup> describe(DescribeLogGroupsRequest request) {
    KnownParameters.only(
        request, "logGroupNamePrefix", "logGroupNamePattern", "limit", "nextToken");
    String prefix = Optional.ofNullable(request.logGroupNamePrefix()).orElse("");
    String part = Optional.ofNullable(request.logGroupNamePattern()).orElse("");
    return store.groups().ids().stream()
        .filter(name -> name.startsWith(prefix) && name.contains(part))
        .map(name -> withSize(store.group(name).toGroup()))
        .toList();
  }

  void delete(String name) {
    store.group(name);
    store.streams(name).ids().forEach(store.streams(name)::remove);
    store.groups().remove(name);
  }

  void retain(String name, Optional<Integer> days) {
    LogGroupRecord group = store.group(name);
    if (days.isPresent() && !RETENTIONS.contains(days.get())) {
      throw LogStore.invalid(
          "1 validation error detected: Value '"
              + days.get()
              + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum"
              + " value set: "
              + RETENTIONS.stream().sorted().toList());
    }
    LogGroup changed = group.toGroup().toBuilder().retentionInDays(days.orElse(null)).build();
    store.groups().put(name, LogGroupRecord.of(changed, group.tags()));
  }

  Map<String, String> tags(String name) {
    return store.group(name).tags();
  }

  void tag(String name, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>(tags(name));
    all.putAll(tags);
    store.groups().put(name, LogGroupRecord.of(store.group(name).toGroup(), all));
  }

  void untag(String name, List<String> keys) {
    Map<String, String> left = new TreeMap<>(tags(name));
    left.keySet().removeAll(keys);
    store.groups().put(name, LogGroupRecord.of(store.group(name).toGroup(), left));
  }

  private LogGroup withSize(LogGroup group) {
    long bytes =
        store.streams(group.logGroupName()).all().stream()
            .flatMap(stream -> stream.events().stream())
            .mapToLong(event -> event.message().length())
            .sum();
    return group.toBuilder().storedBytes(bytes).build();
  }
}
