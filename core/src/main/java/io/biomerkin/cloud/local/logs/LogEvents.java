package io.biomerkin.cloud.local.logs;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.logs.LogStreamRecord.Event;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Streams and events: written, read, searched. */
final class LogEvents {

  private static final int MOST = 10_000;

  private final LocalAccount account;
  private final LogStore store;

  LogEvents(LocalAccount account, LogStore store) {
    this.account = account;
    this.store = store;
  }

  void createStream(String group, String name) {
    store.group(group);
    if (store.streams(group).get(name).isPresent()) {
      throw LogStore.exists("The specified log stream already exists");
    }
    long now = account.clock().now().toEpochMilli();
    store.streams(group).put(name, new LogStreamRecord(name, now, List.of()));
  }

  void deleteStream(String group, String name) {
    store.stream(group, name);
    store.streams(group).remove(name);
  }

  void put(String group, String stream, List<InputLogEvent> events) {
    LogStreamRecord record = store.stream(group, stream);
    long now = account.clock().now().toEpochMilli();
    List<Event> more =
        events.stream().map(e -> new Event(e.timestamp(), now, e.message())).toList();
    store.streams(group).put(stream, record.with(more));
  }

  List<LogStream> describe(DescribeLogStreamsRequest request) {
    String group = LogStore.named(request.logGroupName(), request.logGroupIdentifier());
    String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
    Comparator<LogStream> order =
        request.orderBy() == OrderBy.LAST_EVENT_TIME
            ? Comparator.comparing(
                s -> Optional.ofNullable(s.lastEventTimestamp()).orElse(s.creationTime()))
            : Comparator.comparing(LogStream::logStreamName);
    return store.streams(group, List.of(), prefix).stream()
        .map(stream -> shown(group, stream))
        .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
        .limit(Optional.ofNullable(request.limit()).orElse(50))
        .toList();
  }

  GetLogEventsResponse get(GetLogEventsRequest request) {
    String group = LogStore.named(request.logGroupName(), request.logGroupIdentifier());
    List<Event> events =
        store.stream(group, request.logStreamName()).events().stream()
            .filter(within(request.startTime(), request.endTime()))
            .sorted(Comparator.comparingLong(Event::timestamp))
            .toList();
    int limit = Optional.ofNullable(request.limit()).orElse(MOST);
    boolean onwards = Boolean.TRUE.equals(request.startFromHead()) || request.nextToken() != null;
    int from = Page.of(request.nextToken()).orElse(onwards ? 0 : events.size() - limit);
    int begin = Math.max(0, Math.min(from, events.size()));
    int end = Math.min(events.size(), begin + limit);
    return GetLogEventsResponse.builder()
        .events(events.subList(begin, end).stream().map(LogEvents::output).toList())
        .nextForwardToken(Page.token(end))
        .nextBackwardToken(Page.token(Math.max(0, begin - limit)))
        .build();
  }

  FilterLogEventsResponse filter(FilterLogEventsRequest request) {
    KnownParameters.only(
        request,
        "logGroupName",
        "logGroupIdentifier",
        "logStreamNames",
        "logStreamNamePrefix",
        "startTime",
        "endTime",
        "filterPattern",
        "nextToken",
        "limit",
        "interleaved");
    String group = LogStore.named(request.logGroupName(), request.logGroupIdentifier());
    String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
    FilterPattern pattern =
        FilterPattern.parse(Optional.ofNullable(request.filterPattern()).orElse(""));
    List<FilteredLogEvent> found =
        store.streams(group, request.logStreamNames(), prefix).stream()
            .flatMap(stream -> filtered(stream, pattern, request))
            .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
            .toList();
    int begin = Math.min(Page.of(request.nextToken()).orElse(0), found.size());
    int end = Math.min(found.size(), begin + Optional.ofNullable(request.limit()).orElse(MOST));
    return FilterLogEventsResponse.builder()
        .events(found.subList(begin, end))
        .nextToken(end < found.size() ? Page.token(end) : null)
        .build();
  }

  private static Stream<FilteredLogEvent> filtered(
      LogStreamRecord stream, FilterPattern pattern, FilterLogEventsRequest request) {
    Predicate<Event> within = within(request.startTime(), request.endTime());
    return IntStream.range(0, stream.events().size())
        .filter(i -> within.test(stream.events().get(i)))
        .filter(i -> pattern.matches(stream.events().get(i).message()))
        .mapToObj(i -> filtered(stream, i));
  }

  private static FilteredLogEvent filtered(LogStreamRecord stream, int index) {
    Event event = stream.events().get(index);
    return FilteredLogEvent.builder()
        .logStreamName(stream.name())
        .timestamp(event.timestamp())
        .ingestionTime(event.ingested())
        .message(event.message())
        .eventId(Long.toString(event.timestamp()) + String.format("%06d", index))
        .build();
  }

  private static Predicate<Event> within(
      @org.jspecify.annotations.Nullable Long start, @org.jspecify.annotations.Nullable Long end) {
    return event ->
        (start == null || event.timestamp() >= start) && (end == null || event.timestamp() < end);
  }

  private static OutputLogEvent output(Event event) {
    return OutputLogEvent.builder()
        .timestamp(event.timestamp())
        .ingestionTime(event.ingested())
        .message(event.message())
        .build();
  }

  private LogStream shown(String group, LogStreamRecord stream) {
    LogStream.Builder shown =
        LogStream.builder()
            .logStreamName(stream.name())
            .creationTime(stream.created())
            .arn(account.arn("logs", "log-group:" + group + ":log-stream:" + stream.name()));
    stream.events().stream()
        .mapToLong(Event::timestamp)
        .min()
        .ifPresent(shown::firstEventTimestamp);
    stream.events().stream().mapToLong(Event::timestamp).max().ifPresent(shown::lastEventTimestamp);
    return shown.build();
  }
}
