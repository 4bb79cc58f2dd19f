package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.cloud.local.state.Documents;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * A resource of the tests, kept in the state as any other. Its property {@code Fail} makes it
 * refuse to be created, updated, deleted or, once it is in place, to be changed again.
 */
@AutoService(ResourceType.class)
public final class ThingType implements ResourceType {

  /** A thing as it is kept. */
  record Thing(String name, String value, Map<String, String> tags) {}

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "Test::Thing",
        Set.of("Value"),
        Set.of("Name", "Kind"),
        Set.of("Value", "Fail", "Tags", "Links"),
        Set.of("Arn", "Value"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String name = request.nameOr("Name");
    failOn("create", request.properties());
    if (things(request.account()).get(name).isPresent() && !request.resumed()) {
      throw refusal(name + " already exists");
    }
    return put(request, name);
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    failOn("update", request.properties());
    failOn("change", before);
    return put(request, current.physicalId());
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    return things(request.account())
        .get(current.physicalId())
        .map(
            thing ->
                LiveProperties.of(request)
                    .unread("Name", "Kind", "Fail", "Links", "Tags")
                    .text("Value", thing.value())
                    .json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    failOn("delete", request.properties());
    things(request.account()).remove(current.physicalId());
  }

  static Documents<Thing> things(LocalAccount account) {
    return account.state().documents("test/things", Thing.class);
  }

  private static Resource put(ResourceRequest request, String name) {
    String value = request.properties().path("Value").asText();
    things(request.account()).put(name, new Thing(name, value, request.tags()));
    return new Resource(
        name, Map.of("Arn", request.account().arn("test", "thing/" + name), "Value", value));
  }

  private static void failOn(String operation, ObjectNode properties) {
    if (properties.path("Fail").asText().equals(operation)) {
      throw refusal("this thing refuses to " + operation);
    }
  }

  private static RuntimeException refusal(String message) {
    return Refusal.of(SsmException.builder(), "Test", 400, "Refused", message);
  }
}
