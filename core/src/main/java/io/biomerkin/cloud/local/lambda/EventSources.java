package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** Event source mappings: kept, not acted on. Nothing is delivered to a function here. */
final class EventSources {

  private final LocalAccount account;
  private final FunctionStore store;

  EventSources(LocalAccount account, FunctionStore store) {
    this.account = account;
    this.store = store;
  }

  EventSourceMappingConfiguration create(CreateEventSourceMappingRequest request) {
    FunctionName name = FunctionName.parse(request.functionName());
    String functionArn = store.resolve(name).functionArn();
    boolean exists =
        mappings().all().stream()
            .map(EventSources::read)
            .anyMatch(
                mapping ->
                    mapping.functionArn().equals(functionArn)
                        && mapping.eventSourceArn().equals(request.eventSourceArn()));
    if (exists) {
      throw LambdaErrors.conflict(
          "An event source mapping with event source arn (\" "
              + request.eventSourceArn()
              + " \") and function (\" "
              + functionArn
              + " \") already exists.");
    }
    ObjectNode given = SdkJson.write(request);
    given.remove(List.of("FunctionName", "Enabled", "Tags"));
    String uuid = UUID.randomUUID().toString();
    return put(
        SdkJson.read(given, EventSourceMappingConfiguration.builder()).toBuilder()
            .uuid(uuid)
            .eventSourceMappingArn(account.arn("lambda", "event-source-mapping:" + uuid))
            .functionArn(functionArn)
            .batchSize(request.batchSize() == null ? Integer.valueOf(10) : request.batchSize())
            .state(Boolean.FALSE.equals(request.enabled()) ? "Disabled" : "Enabled")
            .stateTransitionReason("USER_INITIATED")
            .build());
  }

  EventSourceMappingConfiguration get(String uuid) {
    return mappings()
        .get(uuid)
        .map(EventSources::read)
        .orElseThrow(() -> LambdaErrors.notFound("The resource you requested does not exist."));
  }

  List<EventSourceMappingConfiguration> list(
      @Nullable String function, @Nullable String sourceArn) {
    return mappings().all().stream()
        .map(EventSources::read)
        .filter(mapping -> sourceArn == null || mapping.eventSourceArn().equals(sourceArn))
        .filter(mapping -> function == null || isOf(mapping, function))
        .toList();
  }

  EventSourceMappingConfiguration update(UpdateEventSourceMappingRequest request) {
    EventSourceMappingConfiguration mapping = get(request.uuid());
    ObjectNode given = SdkJson.write(request);
    given.remove(List.of("UUID", "FunctionName", "Enabled"));
    EventSourceMappingConfiguration.Builder changed =
        SdkJson.read(given, mapping.toBuilder()).toBuilder();
    if (request.functionName() != null) {
      changed.functionArn(store.resolve(FunctionName.parse(request.functionName())).functionArn());
    }
    if (request.enabled() != null) {
      changed.state(request.enabled() ? "Enabled" : "Disabled");
    }
    return put(changed.build());
  }

  EventSourceMappingConfiguration delete(String uuid) {
    EventSourceMappingConfiguration mapping = get(uuid);
    mappings().remove(uuid);
    return mapping.toBuilder().state("Deleting").build();
  }

  private EventSourceMappingConfiguration put(EventSourceMappingConfiguration mapping) {
    EventSourceMappingConfiguration kept =
        mapping.toBuilder().lastModified(account.clock().now()).build();
    mappings().put(mapping.uuid(), SdkJson.write(kept));
    return kept;
  }

  private static boolean isOf(EventSourceMappingConfiguration mapping, String function) {
    FunctionName wanted = FunctionName.parse(function);
    FunctionName actual = FunctionName.parse(mapping.functionArn());
    return actual.name().equals(wanted.name()) && actual.qualifier().equals(wanted.qualifier());
  }

  private static EventSourceMappingConfiguration read(ObjectNode node) {
    return SdkJson.read(node, EventSourceMappingConfiguration.builder());
  }

  private Documents<ObjectNode> mappings() {
    return account.state().documents("lambda/event-sources", ObjectNode.class);
  }
}
