package io.biomerkin.cloud;

import io.biomerkin.cloud.ResourceChange.Property;
import java.util.List;

/**
 * A resource that is no longer what its stack made it.
 *
 * @param logicalId its name in the template
 * @param type its resource type
 * @param physicalId what it is called
 * @param deleted whether it is gone
 * @param properties what differs: before is what the release says, after what it is now
 */
public record DriftedResource(
    String logicalId, String type, String physicalId, boolean deleted, List<Property> properties) {

  /** Copies its list. */
  public DriftedResource {
    properties = List.copyOf(properties);
  }
}
