package io.biomerkin.cloud.local.sqs;

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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** {@code AWS::SQS::QueuePolicy}. */
@AutoService(ResourceType.class)
public final class QueuePolicyType implements ResourceType {

  private static final String QUEUES = "Queues";
  private static final String POLICY = "PolicyDocument";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SQS::QueuePolicy",
        Set.of(QUEUES, POLICY),
        Set.of(),
        Set.of(QUEUES, POLICY),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String policy = Properties.json(request.properties(), POLICY).orElse("");
    queues(request.properties()).forEach(queue -> put(request, queue, policy));
    String id = request.nameOr("");
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    List<String> gone = queues(before);
    gone.removeAll(queues(request.properties()));
    gone.forEach(queue -> put(request, queue, ""));
    create(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    LiveProperties live = LiveProperties.of(request).unread(QUEUES, POLICY);
    for (String queue : queues(request.properties())) {
      try {
        String policy =
            request
                .account()
                .client(SqsClient.class)
                .getQueueAttributes(r -> r.queueUrl(queue).attributeNamesWithStrings("Policy"))
                .attributesAsStrings()
                .getOrDefault("Policy", "");
        live.otherwise(POLICY, policy);
      } catch (QueueDoesNotExistException e) {
        return Optional.empty();
      }
    }
    return Optional.of(live.json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    for (String queue : queues(request.properties())) {
      try {
        put(request, queue, "");
      } catch (QueueDoesNotExistException e) {
        // Gone with its queue.
      }
    }
  }

  private static void put(ResourceRequest request, String queue, String policy) {
    request
        .account()
        .client(SqsClient.class)
        .setQueueAttributes(r -> r.queueUrl(queue).attributesWithStrings(Map.of("Policy", policy)));
  }

  private static List<String> queues(JsonNode properties) {
    List<String> queues = new ArrayList<>();
    properties.path(QUEUES).forEach(queue -> queues.add(queue.asText()));
    return queues;
  }
}
