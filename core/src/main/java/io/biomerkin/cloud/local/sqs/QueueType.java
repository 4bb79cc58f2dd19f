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
import io.biomerkin.cloud.local.sdk.ResourceTags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** {@code AWS::SQS::Queue}. */
@AutoService(ResourceType.class)
public final class QueueType implements ResourceType {

  private static final String NAME = "QueueName";
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "DelaySeconds",
          "KmsDataKeyReusePeriodSeconds",
          "KmsMasterKeyId",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "ReceiveMessageWaitTimeSeconds",
          "RedriveAllowPolicy",
          "RedrivePolicy",
          "SqsManagedSseEnabled",
          "VisibilityTimeout");

  @Override
  public ResourceSchema schema() {
    Set<String> updating = new java.util.HashSet<>(ATTRIBUTES);
    updating.add("Tags");
    return new ResourceSchema(
        "AWS::SQS::Queue",
        Set.of(),
        Set.of(NAME),
        Set.copyOf(updating),
        Set.of("Arn", "QueueName", "QueueUrl"),
        true);
  }

  @Override
  public Resource create(ResourceRequest request) {
    SqsClient sqs = request.account().client(SqsClient.class);
    String name = request.nameOr(NAME, 80);
    Map<String, String> tags = ResourceTags.of(request);
    Optional<String> existing = url(sqs, name);
    if (existing.isPresent()
        && !ResourceTags.own(sqs.listQueueTags(r -> r.queueUrl(existing.get())).tags(), request)) {
      throw Properties.alreadyExists(schema().type(), name);
    }
    String url =
        existing.orElseGet(
            () ->
                sqs.createQueue(
                        r ->
                            r.queueName(name)
                                .attributesWithStrings(attributes(request.properties()))
                                .tags(tags))
                    .queueUrl());
    return resource(sqs, url);
  }

  @Override
  public Optional<Resource> find(ResourceRequest request) {
    SqsClient sqs = request.account().client(SqsClient.class);
    return url(sqs, request.nameOr(NAME, 80)).map(url -> resource(sqs, url));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    SqsClient sqs = request.account().client(SqsClient.class);
    String url = current.physicalId();
    Map<String, String> attributes = new TreeMap<>();
    attributes(before).keySet().forEach(name -> attributes.put(name, reset(name)));
    attributes.putAll(attributes(request.properties()));
    if (!attributes.isEmpty()) {
      sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(attributes));
    }
    Map<String, String> tags = ResourceTags.of(request);
    sqs.untagQueue(
        r -> r.queueUrl(url).tagKeys(sqs.listQueueTags(l -> l.queueUrl(url)).tags().keySet()));
    sqs.tagQueue(r -> r.queueUrl(url).tags(tags));
    return resource(sqs, url);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    SqsClient sqs = request.account().client(SqsClient.class);
    String url = current.physicalId();
    try {
      LiveProperties live =
          LiveProperties.of(request)
              .text(NAME, url.substring(url.lastIndexOf('/') + 1))
              .tags(sqs.listQueueTags(r -> r.queueUrl(url)).tags());
      sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("All"))
          .attributesAsStrings()
          .forEach(live::text);
      return Optional.of(live.json());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request.account().client(SqsClient.class).deleteQueue(r -> r.queueUrl(current.physicalId()));
    } catch (QueueDoesNotExistException e) {
      // Gone already.
    }
  }

  private static Resource resource(SqsClient sqs, String url) {
    String arn =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("QueueArn"))
            .attributesAsStrings()
            .getOrDefault("QueueArn", "");
    String name = url.substring(url.lastIndexOf('/') + 1);
    return new Resource(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
  }

  private static Optional<String> url(SqsClient sqs, String name) {
    try {
      return Optional.of(sqs.getQueueUrl(r -> r.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /** The value that an attribute has in a queue whose template does not name it. */
  private static String reset(String name) {
    return QueueAttributes.defaults().getOrDefault(name, "");
  }

  private static Map<String, String> attributes(JsonNode properties) {
    Map<String, String> attributes = new TreeMap<>();
    ATTRIBUTES.forEach(
        name -> Properties.json(properties, name).ifPresent(value -> attributes.put(name, value)));
    return attributes;
  }
}
