package io.biomerkin.cloud.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** {@code AWS::Events::Rule} with its targets. */
@AutoService(ResourceType.class)
public final class RuleResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Events::Rule",
        Set.of(),
        Set.of("EventBusName", "Name"),
        Set.of(
            "Description",
            "EventPattern",
            "RoleArn",
            "ScheduleExpression",
            "State",
            "Tags",
            "Targets"),
        Set.of("Arn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String name = request.nameOr("Name", 64);
    boolean exists =
        events(request).listRules(r -> r.namePrefix(name)).rules().stream()
            .anyMatch(rule -> rule.name().equals(name));
    if (exists && !isOwn(request, name)) {
      throw Properties.alreadyExists("AWS::Events::Rule", name);
    }
    return put(request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    String name = current.physicalId();
    Resource updated = put(request, name);
    List<String> ids = targets(request.properties()).stream().map(Target::id).toList();
    List<String> gone =
        targets(before).stream().map(Target::id).filter(id -> !ids.contains(id)).toList();
    if (!gone.isEmpty()) {
      events(request).removeTargets(r -> r.rule(name).ids(gone));
    }
    return updated;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    String name = current.physicalId();
    DescribeRuleResponse now;
    try {
      now = events(request).describeRule(r -> r.name(name));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    ArrayNode targets = request.properties().arrayNode();
    events(request)
        .listTargetsByRule(r -> r.rule(name))
        .targets()
        .forEach(target -> targets.add(SdkJson.write(target)));
    return Optional.of(
        LiveProperties.of(request)
            .members(now)
            .value("Targets", targets)
            .tags(new Rules(request.account()).get(name).tags())
            .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    String name = current.physicalId();
    try {
      List<String> ids =
          events(request).listTargetsByRule(r -> r.rule(name)).targets().stream()
              .map(Target::id)
              .toList();
      events(request).removeTargets(r -> r.rule(name).ids(ids));
      events(request).deleteRule(r -> r.name(name));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static Resource put(ResourceRequest request, String name) {
    ObjectNode given = request.properties().deepCopy();
    given.remove(List.of("Targets", "Tags"));
    given.put("Name", name);
    Properties.json(request.properties(), "EventPattern")
        .ifPresent(pattern -> given.put("EventPattern", pattern));
    List<Tag> tags =
        ResourceTags.of(request).entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    String arn =
        events(request)
            .putRule(SdkJson.read(given, PutRuleRequest.builder()).toBuilder().tags(tags).build())
            .ruleArn();
    List<Target> targets = targets(request.properties());
    if (!targets.isEmpty()) {
      events(request).putTargets(r -> r.rule(name).targets(targets));
    }
    return new Resource(name, Map.of("Arn", arn));
  }

  private static boolean isOwn(ResourceRequest request, String name) {
    Map<String, String> tags = new Rules(request.account()).get(name).tags();
    return ResourceTags.own(tags, request);
  }

  private static List<Target> targets(ObjectNode properties) {
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : properties.path("Targets")) {
      targets.add(SdkJson.read(target, Target.builder()));
    }
    return targets;
  }

  private static EventBridgeClient events(ResourceRequest request) {
    return request.account().client(EventBridgeClient.class);
  }
}
