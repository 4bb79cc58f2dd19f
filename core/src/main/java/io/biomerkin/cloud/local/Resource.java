package io.biomerkin.cloud.local;

import java.util.Map;

/**
 * A resource that exists.
 *
 * @param physicalId its physical id, which is also what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute name
 */
public record Resource(String physicalId, Map<String, String> attributes) {

  /** Copies its map. */
  public Resource {
    attributes = Map.copyOf(attributes);
  }
}
