package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.cloudformation.StackDocument.OutputValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackDriftInformation;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Stacks as the API shows them. */
final class Views {

  private final Stacks stacks;

  Views(Stacks stacks) {
    this.stacks = stacks;
  }

  Stack stack(StackDocument stack) {
    return Stack.builder()
        .stackId(stack.arn())
        .stackName(stack.name())
        .changeSetId(orNull(stack.changeSet()))
        .description(orNull(description(stack)))
        .creationTime(stack.created())
        .lastUpdatedTime(stack.phase().updated().orElse(null))
        .deletionTime(stack.phase().deleted().orElse(null))
        .stackStatus(stack.phase().status())
        .stackStatusReason(orNull(stack.phase().reason()))
        .disableRollback(false)
        .notificationARNs(stack.config().notifications())
        .capabilitiesWithStrings(stack.config().capabilities())
        .roleARN(stack.config().role().orElse(null))
        .parameters(parameters(stack.config()))
        .outputs(stack.outputs().stream().map(Views::output).toList())
        .tags(tags(stack.config().tags()))
        .enableTerminationProtection(stack.terminationProtected())
        .parentId(stack.parent().orElse(null))
        .rootId(stack.parent().map(this::root).orElse(null))
        .driftInformation(
            StackDriftInformation.builder().stackDriftStatus(StackDriftStatus.NOT_CHECKED).build())
        .build();
  }

  /** The ARN of the stack that all others of a hierarchy are nested in. */
  String root(String arn) {
    return stacks.get(arn).document().parent().map(this::root).orElse(arn);
  }

  StackSummary summary(StackDocument stack) {
    return StackSummary.builder()
        .stackId(stack.arn())
        .stackName(stack.name())
        .templateDescription(orNull(description(stack)))
        .creationTime(stack.created())
        .lastUpdatedTime(stack.phase().updated().orElse(null))
        .deletionTime(stack.phase().deleted().orElse(null))
        .stackStatus(stack.phase().status())
        .stackStatusReason(orNull(stack.phase().reason()))
        .parentId(stack.parent().orElse(null))
        .rootId(stack.parent().map(this::root).orElse(null))
        .build();
  }

  /** The parameters of a configuration; the values of {@code NoEcho} ones are masked. */
  List<Parameter> parameters(StackDocument.Config config) {
    if (config.parameters().isEmpty()) {
      return List.of();
    }
    Template template = TemplateParser.parse(stacks.template(config.template()));
    return config.parameters().entrySet().stream()
        .map(
            entry ->
                Parameter.builder()
                    .parameterKey(entry.getKey())
                    .parameterValue(
                        template.parameter(entry.getKey()).noEcho()
                            ? Masking.MASK
                            : entry.getValue())
                    .build())
        .toList();
  }

  static StackEvent event(StackDocument stack, EventDocument event) {
    return StackEvent.builder()
        .stackId(stack.arn())
        .stackName(stack.name())
        .eventId(event.id())
        .logicalResourceId(event.logicalId())
        .physicalResourceId(event.physicalId())
        .resourceType(event.type())
        .timestamp(event.when())
        .resourceStatus(event.status())
        .resourceStatusReason(orNull(event.reason()))
        .clientRequestToken(orNull(event.token()))
        .build();
  }

  StackResource resource(StackDocument stack, Member member) {
    return StackResource.builder()
        .stackId(stack.arn())
        .stackName(stack.name())
        .logicalResourceId(member.logicalId())
        .physicalResourceId(orNull(member.physicalId()))
        .resourceType(member.type())
        .timestamp(member.updated())
        .resourceStatus(member.status())
        .resourceStatusReason(orNull(member.reason()))
        .build();
  }

  StackResourceSummary resourceSummary(Member member) {
    return StackResourceSummary.builder()
        .logicalResourceId(member.logicalId())
        .physicalResourceId(orNull(member.physicalId()))
        .resourceType(member.type())
        .lastUpdatedTimestamp(member.updated())
        .resourceStatus(member.status())
        .resourceStatusReason(orNull(member.reason()))
        .build();
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private String description(StackDocument stack) {
    String template = stacks.template(stack.config().template());
    return template.isEmpty() ? "" : TemplateParser.parse(template).description();
  }

  private static Output output(OutputValue output) {
    return Output.builder()
        .outputKey(output.key())
        .outputValue(output.value())
        .description(orNull(output.description()))
        .exportName(orNull(output.export()))
        .build();
  }
}
