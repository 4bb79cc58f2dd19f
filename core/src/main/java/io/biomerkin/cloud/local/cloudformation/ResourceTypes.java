package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The resource types there are. */
final class ResourceTypes {

  private final Map<String, ResourceType> types = new LinkedHashMap<>();

  private ResourceTypes() {}

  /** Every type that registered itself. */
  static ResourceTypes registered() {
    ResourceTypes registry = new ResourceTypes();
    for (ResourceType type :
        ServiceLoader.load(ResourceType.class, ResourceType.class.getClassLoader())) {
      ResourceType other = registry.types.put(type.schema().type(), type);
      if (other != null) {
        throw new IllegalStateException("two classes for " + type.schema().type());
      }
    }
    return registry;
  }

  Optional<ResourceType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /** The type, which a checked template names. */
  ResourceType get(String type) {
    return find(type)
        .orElseThrow(() -> TemplateParser.format("Unrecognized resource types: [" + type + "]"));
  }
}
