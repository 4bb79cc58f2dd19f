package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** {@code AWS::Lambda::EventSourceMapping}. */
@AutoService(ResourceType.class)
public final class EventSourceMappingResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::Lambda::EventSourceMapping",
        Set.of("FunctionName"),
        Set.of("EventSourceArn", "StartingPosition", "StartingPositionTimestamp"),
        Set.of(
            "BatchSize",
            "BisectBatchOnFunctionError",
            "DestinationConfig",
            "Enabled",
            "FilterCriteria",
            "FunctionName",
            "FunctionResponseTypes",
            "KmsKeyArn",
            "MaximumBatchingWindowInSeconds",
            "MaximumRecordAgeInSeconds",
            "MaximumRetryAttempts",
            "ParallelizationFactor",
            "ScalingConfig",
            "Tags",
            "TumblingWindowInSeconds"),
        Set.of("Id", "EventSourceMappingArn"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    ObjectNode given = given(request);
    try {
      var mapping =
          lambda(request)
              .createEventSourceMapping(
                  SdkJson.read(given, CreateEventSourceMappingRequest.builder()));
      return resource(mapping.uuid(), mapping.eventSourceMappingArn());
    } catch (ResourceConflictException e) {
      if (!request.resumed()) {
        throw e;
      }
      return lambda(request)
          .listEventSourceMappings(
              r ->
                  r.functionName(given.path("FunctionName").asText())
                      .eventSourceArn(given.path("EventSourceArn").asText()))
          .eventSourceMappings()
          .stream()
          .findFirst()
          .map(mapping -> resource(mapping.uuid(), mapping.eventSourceMappingArn()))
          .orElseThrow(() -> e);
    }
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    ObjectNode given = given(request).put("UUID", current.physicalId());
    given.remove(java.util.List.of("EventSourceArn", "StartingPosition", "Tags"));
    given.remove("StartingPositionTimestamp");
    lambda(request)
        .updateEventSourceMapping(SdkJson.read(given, UpdateEventSourceMappingRequest.builder()));
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    GetEventSourceMappingResponse now;
    try {
      now = lambda(request).getEventSourceMapping(r -> r.uuid(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    String wanted = request.properties().path("FunctionName").asText();
    String function = now.functionArn();
    return Optional.of(
        LiveProperties.of(request)
            .members(now)
            .unread("Tags", "KmsKeyArn")
            .text("FunctionName", function.endsWith(":" + wanted) ? wanted : function)
            .value(
                "Enabled",
                request
                    .properties()
                    .booleanNode(!now.state().toLowerCase(Locale.ROOT).startsWith("disabl")))
            .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      lambda(request).deleteEventSourceMapping(r -> r.uuid(current.physicalId()));
    } catch (ResourceNotFoundException e) {
      // Gone already.
    }
  }

  private static ObjectNode given(ResourceRequest request) {
    ObjectNode given = request.properties().deepCopy();
    given.remove("Tags");
    if (given.has("KmsKeyArn")) {
      given.set("KMSKeyArn", given.remove("KmsKeyArn"));
    }
    return given;
  }

  private static Resource resource(String uuid, String arn) {
    return new Resource(uuid, Map.of("Id", uuid, "EventSourceMappingArn", arn));
  }

  private static LambdaClient lambda(ResourceRequest request) {
    return request.account().client(LambdaClient.class);
  }
}
