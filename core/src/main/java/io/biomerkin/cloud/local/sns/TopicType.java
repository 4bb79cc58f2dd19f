package io.biomerkin.cloud.local.sns;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** {@code AWS::SNS::Topic}. */
@AutoService(ResourceType.class)
public final class TopicType implements ResourceType {

  private static final String NAME = "TopicName";
  private static final String SUBSCRIPTIONS = "Subscription";
  private static final Set<String> ATTRIBUTES =
      Set.of("DisplayName", "KmsMasterKeyId", "SignatureVersion", "TracingConfig");

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SNS::Topic",
        Set.of(),
        Set.of(NAME),
        Set.of(
            "DisplayName",
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            SUBSCRIPTIONS,
            "Tags"),
        Set.of("TopicArn", "TopicName"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    SnsClient sns = request.account().client(SnsClient.class);
    String name = request.nameOr(NAME);
    String arn = request.account().arn("sns", name);
    if (exists(sns, arn)) {
      if (!ResourceTags.own(Topics.tags(tags(sns, arn)), request)) {
        throw Properties.alreadyExists(schema().type(), name);
      }
    } else {
      sns.createTopic(
          r ->
              r.name(name)
                  .attributes(attributes(request.properties()))
                  .tags(Topics.list(ResourceTags.of(request))));
    }
    subscribe(sns, arn, request.properties());
    return new Resource(arn, Map.of("TopicArn", arn, "TopicName", name));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    SnsClient sns = request.account().client(SnsClient.class);
    String arn = current.physicalId();
    Map<String, String> attributes = new TreeMap<>();
    attributes(before).keySet().forEach(name -> attributes.put(name, ""));
    attributes.putAll(attributes(request.properties()));
    attributes.forEach(
        (name, value) ->
            sns.setTopicAttributes(r -> r.topicArn(arn).attributeName(name).attributeValue(value)));
    if (!before.path(SUBSCRIPTIONS).equals(request.properties().path(SUBSCRIPTIONS))) {
      sns.listSubscriptionsByTopic(r -> r.topicArn(arn)).subscriptions().stream()
          .filter(s -> lists(before, s.protocol(), s.endpoint()))
          .filter(s -> !lists(request.properties(), s.protocol(), s.endpoint()))
          // One that waits for its confirmation has no ARN yet, and cannot be removed on AWS
          // either.
          .filter(s -> s.subscriptionArn().startsWith("arn:"))
          .forEach(s -> sns.unsubscribe(r -> r.subscriptionArn(s.subscriptionArn())));
      subscribe(sns, arn, request.properties());
    }
    sns.untagResource(r -> r.resourceArn(arn).tagKeys(Topics.tags(tags(sns, arn)).keySet()));
    sns.tagResource(r -> r.resourceArn(arn).tags(Topics.list(ResourceTags.of(request))));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    SnsClient sns = request.account().client(SnsClient.class);
    String arn = current.physicalId();
    if (!exists(sns, arn)) {
      return Optional.empty();
    }
    LiveProperties live =
        LiveProperties.of(request)
            .text(NAME, arn.substring(arn.lastIndexOf(':') + 1))
            .tags(Topics.tags(tags(sns, arn)));
    sns.getTopicAttributes(r -> r.topicArn(arn)).attributes().forEach(live::text);
    ArrayNode subscriptions = live.json().arrayNode();
    sns.listSubscriptionsByTopic(r -> r.topicArn(arn)).subscriptions().stream()
        .filter(s -> lists(request.properties(), s.protocol(), s.endpoint()))
        .forEach(
            s ->
                subscriptions
                    .addObject()
                    .put("Protocol", s.protocol())
                    .put("Endpoint", s.endpoint()));
    return Optional.of(live.value(SUBSCRIPTIONS, subscriptions).json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    request.account().client(SnsClient.class).deleteTopic(r -> r.topicArn(current.physicalId()));
  }

  private static void subscribe(SnsClient sns, String arn, JsonNode properties) {
    properties
        .path(SUBSCRIPTIONS)
        .forEach(
            subscription ->
                sns.subscribe(
                    r ->
                        r.topicArn(arn)
                            .protocol(subscription.path("Protocol").asText())
                            .endpoint(subscription.path("Endpoint").asText())));
  }

  private static boolean lists(JsonNode properties, String protocol, String endpoint) {
    for (JsonNode subscription : properties.path(SUBSCRIPTIONS)) {
      if (subscription.path("Protocol").asText().equals(protocol)
          && subscription.path("Endpoint").asText().equals(endpoint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(SnsClient sns, String arn) {
    try {
      sns.getTopicAttributes(r -> r.topicArn(arn));
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static List<Tag> tags(SnsClient sns, String arn) {
    return sns.listTagsForResource(r -> r.resourceArn(arn)).tags();
  }

  private static Map<String, String> attributes(JsonNode properties) {
    Map<String, String> attributes = new TreeMap<>();
    ATTRIBUTES.forEach(
        name -> Properties.text(properties, name).ifPresent(value -> attributes.put(name, value)));
    return attributes;
  }
}
