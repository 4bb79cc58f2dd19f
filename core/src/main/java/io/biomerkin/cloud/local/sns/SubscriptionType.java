package io.biomerkin.cloud.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** {@code AWS::SNS::Subscription}. */
@AutoService(ResourceType.class)
public final class SubscriptionType implements ResourceType {

  private static final Set<String> ATTRIBUTES = Set.of("RawMessageDelivery", "RedrivePolicy");

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SNS::Subscription",
        Set.of("TopicArn", "Protocol"),
        Set.of("TopicArn", "Protocol", "Endpoint"),
        ATTRIBUTES,
        Set.of("Arn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    JsonNode properties = request.properties();
    String arn =
        request
            .account()
            .client(SnsClient.class)
            .subscribe(
                r ->
                    r.topicArn(properties.path("TopicArn").asText())
                        .protocol(properties.path("Protocol").asText())
                        .endpoint(properties.path("Endpoint").asText())
                        .attributes(attributes(properties))
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    return new Resource(arn, Map.of("Arn", arn));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    SnsClient sns = request.account().client(SnsClient.class);
    attributes(request.properties())
        .forEach(
            (name, value) ->
                sns.setSubscriptionAttributes(
                    r ->
                        r.subscriptionArn(current.physicalId())
                            .attributeName(name)
                            .attributeValue(value)));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      LiveProperties live = LiveProperties.of(request);
      request
          .account()
          .client(SnsClient.class)
          .getSubscriptionAttributes(r -> r.subscriptionArn(current.physicalId()))
          .attributes()
          .forEach(live::text);
      return Optional.of(live.json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request
          .account()
          .client(SnsClient.class)
          .unsubscribe(r -> r.subscriptionArn(current.physicalId()));
    } catch (NotFoundException e) {
      // Gone with its topic.
    }
  }

  private static Map<String, String> attributes(JsonNode properties) {
    Map<String, String> attributes = new TreeMap<>();
    ATTRIBUTES.forEach(
        name -> Properties.json(properties, name).ifPresent(value -> attributes.put(name, value)));
    return attributes;
  }
}
