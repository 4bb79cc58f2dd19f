package io.biomerkin.cloud.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** {@code AWS::Logs::LogGroup}. */
@AutoService(ResourceType.class)
public final class LogGroupResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Logs::LogGroup",
        Set.of(),
        Set.of("LogGroupName", "LogGroupClass", "KmsKeyId"),
        Set.of("RetentionInDays", "Tags"),
        Set.of("Arn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String name = request.nameOr("LogGroupName");
    ObjectNode given = request.properties();
    CreateLogGroupRequest.Builder create =
        CreateLogGroupRequest.builder().logGroupName(name).tags(ResourceTags.of(request));
    if (given.has("LogGroupClass")) {
      create.logGroupClass(given.get("LogGroupClass").asText());
    }
    if (given.has("KmsKeyId")) {
      create.kmsKeyId(given.get("KmsKeyId").asText());
    }
    try {
      logs(request).createLogGroup(create.build());
    } catch (ResourceAlreadyExistsException e) {
      String arn = request.account().arn("logs", "log-group:" + name);
      var tags = logs(request).listTagsForResource(r -> r.resourceArn(arn)).tags();
      if (!ResourceTags.own(tags, request)) {
        throw e;
      }
    }
    retain(request, name);
    return resource(request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    String name = current.physicalId();
    retain(request, name);
    String arn = request.account().arn("logs", "log-group:" + name);
    Map<String, String> tags = ResourceTags.of(request);
    List<String> gone =
        logs(request).listTagsForResource(r -> r.resourceArn(arn)).tags().keySet().stream()
            .filter(key -> !tags.containsKey(key))
            .toList();
    logs(request).tagResource(r -> r.resourceArn(arn).tags(tags));
    logs(request).untagResource(r -> r.resourceArn(arn).tagKeys(gone));
    return resource(request, name);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    String name = current.physicalId();
    String arn = request.account().arn("logs", "log-group:" + name);
    return logs(request).describeLogGroups(r -> r.logGroupNamePrefix(name)).logGroups().stream()
        .filter(group -> group.logGroupName().equals(name))
        .findFirst()
        .map(
            group ->
                LiveProperties.of(request)
                    .text("LogGroupName", name)
                    .text("LogGroupClass", group.logGroupClassAsString())
                    .text("KmsKeyId", group.kmsKeyId())
                    .value(
                        "RetentionInDays",
                        group.retentionInDays() == null
                            ? null
                            : request.properties().numberNode(group.retentionInDays()))
                    .tags(logs(request).listTagsForResource(r -> r.resourceArn(arn)).tags())
                    .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      logs(request).deleteLogGroup(r -> r.logGroupName(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static void retain(ResourceRequest request, String name) {
    if (request.properties().has("RetentionInDays")) {
      int days = request.properties().get("RetentionInDays").asInt();
      logs(request).putRetentionPolicy(r -> r.logGroupName(name).retentionInDays(days));
    } else {
      logs(request).deleteRetentionPolicy(r -> r.logGroupName(name));
    }
  }

  private static Resource resource(ResourceRequest request, String name) {
    String arn = request.account().arn("logs", "log-group:" + name + ":*");
    return new Resource(name, Map.of("Arn", arn));
  }

  private static CloudWatchLogsClient logs(ResourceRequest request) {
    return request.account().client(CloudWatchLogsClient.class);
  }
}
