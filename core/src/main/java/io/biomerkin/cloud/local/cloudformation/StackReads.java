package io.biomerkin.cloud.local.cloudformation;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** What can be asked of stacks. To look at a stack or at its events takes it on. */
final class StackReads {

  private final Stacks stacks;
  private final StackOperations operations;
  private final Views views;

  StackReads(Stacks stacks, StackOperations operations) {
    this.stacks = stacks;
    this.operations = operations;
    this.views = new Views(stacks);
  }

  DescribeStacksResponse describe(DescribeStacksRequest request) {
    if (request.stackName() != null) {
      LiveStack stack = observed(request.stackName());
      return DescribeStacksResponse.builder().stacks(views.stack(stack.document())).build();
    }
    List<Stack> all =
        stacks.all().stream()
            .filter(stack -> !Stacks.isDeleted(stack))
            .map(stack -> views.stack(observed(stack.arn()).document()))
            .toList();
    Pages<Stack> page = Pages.of(all, request.nextToken());
    return DescribeStacksResponse.builder().stacks(page.items()).nextToken(page.next()).build();
  }

  ListStacksResponse list(ListStacksRequest request) {
    List<String> wanted = request.stackStatusFiltersAsStrings();
    List<StackSummary> all =
        stacks.all().stream()
            .filter(stack -> wanted.isEmpty() || wanted.contains(stack.phase().status()))
            .map(views::summary)
            .toList();
    Pages<StackSummary> page = Pages.of(all, request.nextToken());
    return ListStacksResponse.builder().stackSummaries(page.items()).nextToken(page.next()).build();
  }

  DescribeStackEventsResponse events(DescribeStackEventsRequest request) {
    LiveStack stack =
        request.nextToken() == null
            ? observed(request.stackName())
            : stacks.get(request.stackName());
    List<EventDocument> all = stack.history();
    int from = request.nextToken() == null ? 0 : all.size() - older(request.nextToken(), all);
    int to = Math.min(all.size(), from + Pages.SIZE);
    List<StackEvent> page =
        all.subList(from, to).stream().map(event -> Views.event(stack.document(), event)).toList();
    return DescribeStackEventsResponse.builder()
        .stackEvents(page)
        .nextToken(to < all.size() ? Integer.toString(all.size() - to) : null)
        .build();
  }

  /** The token counts the events that are older: newer ones that come meanwhile shift nothing. */
  private static int older(String token, List<EventDocument> all) {
    if (!token.matches("[0-9]{1,9}") || Integer.parseInt(token) > all.size()) {
      throw Errors.validation("Invalid NextToken: " + token);
    }
    return Integer.parseInt(token);
  }

  DescribeStackResourcesResponse resources(DescribeStackResourcesRequest request) {
    StackDocument stack = holder(request.stackName(), request.physicalResourceId());
    String wanted = request.logicalResourceId();
    if (wanted != null && !stack.resources().containsKey(wanted)) {
      throw Errors.validation("Resource " + wanted + " does not exist for stack " + stack.name());
    }
    return DescribeStackResourcesResponse.builder()
        .stackResources(
            stack.resources().values().stream()
                .filter(member -> wanted == null || member.logicalId().equals(wanted))
                .map(member -> views.resource(stack, member))
                .toList())
        .build();
  }

  private StackDocument holder(@Nullable String name, @Nullable String physicalId) {
    if (name != null) {
      return stacks.get(name).document();
    }
    return stacks.all().stream()
        .filter(stack -> !Stacks.isDeleted(stack))
        .filter(
            stack ->
                stack.resources().values().stream()
                    .anyMatch(member -> member.physicalId().equals(physicalId)))
        .findFirst()
        .orElseThrow(() -> Errors.validation("Stack for " + physicalId + " does not exist"));
  }

  ListStackResourcesResponse listResources(ListStackResourcesRequest request) {
    List<StackResourceSummary> all =
        stacks.get(request.stackName()).resources().values().stream()
            .map(views::resourceSummary)
            .toList();
    Pages<StackResourceSummary> page = Pages.of(all, request.nextToken());
    return ListStackResourcesResponse.builder()
        .stackResourceSummaries(page.items())
        .nextToken(page.next())
        .build();
  }

  ListExportsResponse exports(ListExportsRequest request) {
    List<Export> all =
        stacks
            .exports()
            .map(
                export ->
                    Export.builder()
                        .exportingStackId(export.stack().arn())
                        .name(export.value().export())
                        .value(export.value().value())
                        .build())
            .sorted(Comparator.comparing(Export::name))
            .toList();
    Pages<Export> page = Pages.of(all, request.nextToken());
    return ListExportsResponse.builder().exports(page.items()).nextToken(page.next()).build();
  }

  private LiveStack observed(@Nullable String name) {
    if (name == null) {
      throw Errors.validation("StackName must be specified.");
    }
    LiveStack stack = stacks.get(name);
    if (stack.isNested()) {
      // Its parent takes it on.
      operations.observe(stacks.get(views.root(stack.arn())));
      return stacks.get(stack.arn());
    }
    operations.observe(stack);
    if (!name.startsWith("arn:") && stack.status().equals("DELETE_COMPLETE")) {
      throw Errors.noSuchStack(name);
    }
    return stack;
  }
}
