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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** {@code AWS::SNS::TopicPolicy}. */
@AutoService(ResourceType.class)
public final class TopicPolicyType implements ResourceType {

  private static final String TOPICS = "Topics";
  private static final String POLICY = "PolicyDocument";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SNS::TopicPolicy",
        Set.of(TOPICS, POLICY),
        Set.of(),
        Set.of(TOPICS, POLICY),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String policy = Properties.json(request.properties(), POLICY).orElse("");
    topics(request.properties()).forEach(topic -> put(request, topic, policy));
    String id = request.nameOr("");
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    List<String> gone = topics(before);
    gone.removeAll(topics(request.properties()));
    gone.forEach(topic -> put(request, topic, ""));
    create(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    LiveProperties live = LiveProperties.of(request).unread(TOPICS, POLICY);
    for (String topic : topics(request.properties())) {
      try {
        String policy =
            request
                .account()
                .client(SnsClient.class)
                .getTopicAttributes(r -> r.topicArn(topic))
                .attributes()
                .getOrDefault("Policy", "");
        live.otherwise(POLICY, policy);
      } catch (NotFoundException e) {
        return Optional.empty();
      }
    }
    return Optional.of(live.json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    for (String topic : topics(request.properties())) {
      try {
        put(request, topic, "");
      } catch (NotFoundException e) {
        // Gone with its topic.
      }
    }
  }

  private static void put(ResourceRequest request, String topic, String policy) {
    request
        .account()
        .client(SnsClient.class)
        .setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy));
  }

  private static List<String> topics(JsonNode properties) {
    List<String> topics = new ArrayList<>();
    properties.path(TOPICS).forEach(topic -> topics.add(topic.asText()));
    return topics;
  }
}
