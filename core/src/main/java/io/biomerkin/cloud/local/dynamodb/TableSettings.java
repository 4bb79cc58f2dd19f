package io.biomerkin.cloud.local.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** What DynamoDB Local lacks and is kept here: time to live, recovery, tags. */
final class TableSettings {

  private final TableState state;

  TableSettings(TableState state) {
    this.state = state;
  }

  UpdateTimeToLiveResponse timeToLive(UpdateTimeToLiveRequest request) {
    Table table = state.table(request.tableName());
    boolean enabled = Boolean.TRUE.equals(request.timeToLiveSpecification().enabled());
    String attribute = request.timeToLiveSpecification().attributeName();
    if (enabled == table.settings().ttl().isPresent()) {
      throw TableErrors.invalid("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
    }
    Optional<String> ttl = enabled ? Optional.of(attribute) : Optional.empty();
    state.save(table.with(table.settings().withTtl(ttl)));
    return UpdateTimeToLiveResponse.builder()
        .timeToLiveSpecification(request.timeToLiveSpecification())
        .build();
  }

  DescribeTimeToLiveResponse timeToLive(DescribeTimeToLiveRequest request) {
    Optional<String> ttl = state.table(request.tableName()).settings().ttl();
    return DescribeTimeToLiveResponse.builder()
        .timeToLiveDescription(
            d ->
                d.attributeName(ttl.orElse(null))
                    .timeToLiveStatus(ttl.isPresent() ? "ENABLED" : "DISABLED"))
        .build();
  }

  UpdateContinuousBackupsResponse recovery(UpdateContinuousBackupsRequest request) {
    Table table = state.table(request.tableName());
    var asked = request.pointInTimeRecoverySpecification();
    Optional<Instant> since =
        Boolean.TRUE.equals(asked.pointInTimeRecoveryEnabled())
            ? table.settings().recoverySince().or(() -> Optional.of(state.now()))
            : Optional.empty();
    int days = Optional.ofNullable(asked.recoveryPeriodInDays()).orElse(35);
    Table changed = table.with(table.settings().withRecovery(since, days));
    state.save(changed);
    return UpdateContinuousBackupsResponse.builder()
        .continuousBackupsDescription(described(changed))
        .build();
  }

  DescribeContinuousBackupsResponse recovery(DescribeContinuousBackupsRequest request) {
    return DescribeContinuousBackupsResponse.builder()
        .continuousBackupsDescription(described(state.table(request.tableName())))
        .build();
  }

  private ContinuousBackupsDescription described(Table table) {
    Optional<Instant> since = table.settings().recoverySince();
    Instant earliest = state.now().minus(Duration.ofDays(table.settings().recoveryDays()));
    return ContinuousBackupsDescription.builder()
        .continuousBackupsStatus("ENABLED")
        .pointInTimeRecoveryDescription(
            d ->
                since.ifPresentOrElse(
                    start ->
                        d.pointInTimeRecoveryStatus("ENABLED")
                            .recoveryPeriodInDays(table.settings().recoveryDays())
                            .earliestRestorableDateTime(start.isAfter(earliest) ? start : earliest)
                            .latestRestorableDateTime(state.now()),
                    () -> d.pointInTimeRecoveryStatus("DISABLED")))
        .build();
  }

  TagResourceResponse tag(TagResourceRequest request) {
    Table table = state.table(request.resourceArn());
    Map<String, String> tags = new TreeMap<>(table.tags());
    tags.putAll(Tables.tags(request.tags()));
    state.save(table.withTags(tags));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    Table table = state.table(request.resourceArn());
    Map<String, String> tags = new TreeMap<>(table.tags());
    tags.keySet().removeAll(request.tagKeys());
    state.save(table.withTags(tags));
    return UntagResourceResponse.builder().build();
  }

  ListTagsOfResourceResponse tags(ListTagsOfResourceRequest request) {
    return ListTagsOfResourceResponse.builder()
        .tags(Tables.list(state.table(request.resourceArn()).tags()))
        .build();
  }
}
