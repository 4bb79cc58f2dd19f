package io.biomerkin.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** What CloudFormation tells of the operations on one stack. */
public final class StackEvents {

  private final CloudFormationClient client;
  private final String name;

  StackEvents(CloudFormationClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * The events of one operation that are not known yet, oldest first.
   *
   * @param id the stack's ARN
   * @param token the client request token that the operation was begun with
   * @param known ids of events seen before
   */
  public List<StackEvent> of(String id, String token, Set<String> known) {
    List<StackEvent> fresh = new ArrayList<>();
    int own = 0;
    String next = null;
    do {
      String page = next;
      DescribeStackEventsResponse answer =
          client.describeStackEvents(r -> r.stackName(id).nextToken(page));
      next = answer.nextToken();
      for (var event : answer.stackEvents()) {
        String of = event.clientRequestToken();
        if (known.contains(event.eventId())) {
          return oldestFirst(fresh);
        }
        if (of != null && !of.equals(token)) {
          // Events without a token that are older than the operation's first belong to another.
          return oldestFirst(fresh.subList(0, own));
        }
        fresh.add(event(event));
        own = of == null ? own : fresh.size();
      }
    } while (next != null);
    return oldestFirst(fresh);
  }

  /**
   * The client request token that the operation was begun with which goes on now; empty when it was
   * begun without one, as in the console, or has told nothing yet.
   *
   * @param id the stack's ARN
   */
  public Optional<String> goingOn(String id) {
    return client.describeStackEvents(r -> r.stackName(id)).stackEvents().stream()
        .findFirst()
        .filter(newest -> !event(newest).ofStack() || !event(newest).isEnd())
        .map(newest -> newest.clientRequestToken());
  }

  /** The newest operation in which a resource failed, as far as its events are still told. */
  public Optional<FailedOperation> lastFailure() {
    List<StackEvent> causes = new ArrayList<>();
    String token = null;
    String next = null;
    do {
      String page = next;
      DescribeStackEventsResponse answer =
          client.describeStackEvents(r -> r.stackName(name).nextToken(page));
      next = answer.nextToken();
      for (var event : answer.stackEvents()) {
        String of = String.valueOf(event.clientRequestToken());
        if (!causes.isEmpty() && !of.equals(token)) {
          return Optional.of(failed(causes));
        }
        StackEvent told = event(event);
        if (told.isRootFailure()) {
          causes.add(told);
          token = of;
        }
      }
    } while (next != null);
    return causes.isEmpty() ? Optional.empty() : Optional.of(failed(causes));
  }

  /**
   * Why the last stack of this name could not be made, which CloudFormation has deleted then (AWS:
   * "ListStacks" tells of deleted stacks for 90 days).
   */
  public Optional<FailedOperation> failedCreation() {
    return client
        .listStacksPaginator(
            r -> r.stackStatusFiltersWithStrings(StackStatus.DELETE_COMPLETE.name()))
        .stackSummaries()
        .stream()
        .filter(stack -> stack.stackName().equals(name))
        .max(Comparator.comparing(StackSummary::creationTime))
        .map(gone -> new StackEvents(client, gone.stackId()))
        .filter(gone -> !gone.wasMade())
        .flatMap(StackEvents::lastFailure);
  }

  private boolean wasMade() {
    return client.describeStackEventsPaginator(r -> r.stackName(name)).stackEvents().stream()
        .map(StackEvents::event)
        .anyMatch(event -> event.ofStack() && event.status().equals("CREATE_COMPLETE"));
  }

  /** What failed in a nested stack stands for the failure of that stack. */
  private FailedOperation failed(List<StackEvent> newestFirst) {
    List<StackEvent> causes = new ArrayList<>();
    for (StackEvent cause : oldestFirst(newestFirst)) {
      Optional<FailedOperation> inside =
          cause.isNested() && !cause.physicalId().isEmpty()
              ? new StackEvents(client, cause.physicalId()).lastFailure()
              : Optional.empty();
      inside.ifPresentOrElse(found -> causes.addAll(found.causes()), () -> causes.add(cause));
    }
    // Which stack they are in says nothing of which was first.
    causes.sort(Comparator.comparing(StackEvent::at));
    return new FailedOperation(newestFirst.get(0).at(), causes);
  }

  private static List<StackEvent> oldestFirst(List<StackEvent> newestFirst) {
    List<StackEvent> events = new ArrayList<>(newestFirst);
    Collections.reverse(events);
    return events;
  }

  private static StackEvent event(
      software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
    return new StackEvent(
        event.eventId(),
        event.logicalResourceId(),
        event.resourceType(),
        event.resourceStatusAsString(),
        event.resourceStatusReason() == null ? "" : event.resourceStatusReason(),
        event.physicalResourceId() == null ? "" : event.physicalResourceId(),
        event.stackId().equals(event.physicalResourceId()),
        event.timestamp());
  }
}
