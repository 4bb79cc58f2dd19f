package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.state.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftResponse;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/** Searches stacks for what was changed outside of them; a search ends at once. */
final class DriftReads {

  /** AWS: "Detect unmanaged configuration changes to stacks and resources with drift detection". */
  private static final Set<String> SEARCHABLE =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_FAILED");

  private final LocalAccount account;
  private final Stacks stacks;
  private final Actual actual;

  DriftReads(LocalAccount account, Stacks stacks, Actual actual) {
    this.account = account;
    this.stacks = stacks;
    this.actual = actual;
  }

  DetectStackDriftResponse detect(DetectStackDriftRequest request) {
    LiveStack stack = get(request.stackName());
    if (!SEARCHABLE.contains(stack.status())) {
      throw Errors.validation(
          "Stack [" + stack.name() + "] is in " + stack.status() + " state and cannot be checked");
    }
    Map<String, Member> members = Actual.recorded(stack);
    Set<String> unknown = new TreeSet<>(request.logicalResourceIds());
    unknown.removeAll(members.keySet());
    if (!unknown.isEmpty()) {
      throw Errors.validation(
          "Resource(s) " + unknown + " do not exist in stack [" + stack.name() + "]");
    }
    Masking masking = Masking.of(stack, stacks);
    List<DriftDocument.Item> items = new ArrayList<>();
    for (Member member : members.values()) {
      if (request.logicalResourceIds().isEmpty()
          || request.logicalResourceIds().contains(member.logicalId())) {
        items.add(item(stack, member, masking));
      }
    }
    String key = stack.document().id();
    String id = Stacks.uuid(key + stack.time() + stack.operations());
    documents().put(key, new DriftDocument(id, stack.arn(), stack.time(), items));
    return DetectStackDriftResponse.builder().stackDriftDetectionId(id).build();
  }

  private DriftDocument.Item item(LiveStack stack, Member member, Masking masking) {
    Optional<List<Actual.Difference>> found = actual.differences(stack, member);
    List<DriftDocument.Difference> differences =
        found.orElse(List.of()).stream().map(each -> difference(each, masking)).toList();
    ObjectNode now = member.properties().deepCopy();
    found
        .orElse(List.of())
        .forEach(each -> now.set(each.path().split("/", -1)[1], each.actual().deepCopy()));
    String status = differences.isEmpty() ? "IN_SYNC" : "MODIFIED";
    return new DriftDocument.Item(
        member.logicalId(),
        member.physicalId(),
        member.type(),
        found.isEmpty() ? "DELETED" : status,
        masking.mask(member.properties().toString()),
        found.isEmpty() ? "" : masking.mask(now.toString()),
        differences);
  }

  private static DriftDocument.Difference difference(
      Actual.Difference difference, Masking masking) {
    JsonNode has = difference.actual();
    return new DriftDocument.Difference(
        difference.path(),
        masking.mask(text(difference.expected())),
        has.isMissingNode() ? "null" : masking.mask(text(has)),
        has.isMissingNode() ? "REMOVE" : "NOT_EQUAL");
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : node.toString();
  }

  DescribeStackDriftDetectionStatusResponse status(
      DescribeStackDriftDetectionStatusRequest request) {
    DriftDocument drift =
        documents().all().stream()
            .filter(each -> each.id().equals(request.stackDriftDetectionId()))
            .findFirst()
            .orElseThrow(
                () ->
                    Errors.validation(
                        "Drift detection with id ["
                            + request.stackDriftDetectionId()
                            + "] does not exist"));
    return DescribeStackDriftDetectionStatusResponse.builder()
        .stackId(drift.stack())
        .stackDriftDetectionId(drift.id())
        .stackDriftStatus(drift.status())
        .detectionStatus("DETECTION_COMPLETE")
        .driftedStackResourceCount((int) drift.drifted())
        .timestamp(drift.at())
        .build();
  }

  DescribeStackResourceDriftsResponse resources(DescribeStackResourceDriftsRequest request) {
    LiveStack stack = get(request.stackName());
    List<String> wanted = request.stackResourceDriftStatusFiltersAsStrings();
    List<StackResourceDrift> all =
        of(stack.document()).stream()
            .flatMap(drift -> drift.resources().stream().map(item -> view(drift, item)))
            .filter(
                drift ->
                    wanted.isEmpty() || wanted.contains(drift.stackResourceDriftStatusAsString()))
            .toList();
    Pages<StackResourceDrift> page = Pages.of(all, request.nextToken());
    return DescribeStackResourceDriftsResponse.builder()
        .stackResourceDrifts(page.items())
        .nextToken(page.next())
        .build();
  }

  private static StackResourceDrift view(DriftDocument drift, DriftDocument.Item item) {
    return StackResourceDrift.builder()
        .stackId(drift.stack())
        .logicalResourceId(item.logicalId())
        .physicalResourceId(item.physicalId())
        .resourceType(item.type())
        .expectedProperties(item.expected())
        .actualProperties(item.actual().isEmpty() ? null : item.actual())
        .stackResourceDriftStatus(item.status())
        .timestamp(drift.at())
        .propertyDifferences(
            item.differences().stream()
                .map(
                    each ->
                        PropertyDifference.builder()
                            .propertyPath(each.path())
                            .expectedValue(each.expected())
                            .actualValue(each.actual())
                            .differenceType(each.kind())
                            .build())
                .toList())
        .build();
  }

  private LiveStack get(String name) {
    return stacks
        .find(name)
        .orElseThrow(() -> Errors.validation("Stack [" + name + "] does not exist"));
  }

  private Optional<DriftDocument> of(StackDocument stack) {
    return documents().get(stack.id());
  }

  private Documents<DriftDocument> documents() {
    return account.state().documents("cloudformation/drifts", DriftDocument.class);
  }
}
