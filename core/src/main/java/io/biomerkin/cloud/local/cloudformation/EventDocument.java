package io.biomerkin.cloud.local.cloudformation;

import java.time.Instant;
import java.util.List;

/** One event of a stack. */
record EventDocument(
    String id,
    String logicalId,
    String physicalId,
    String type,
    Instant when,
    String status,
    String reason,
    String token) {

  /** The events that were written together; {@code first} is the number of the first. */
  record Page(int first, List<EventDocument> events) {

    Page {
      events = List.copyOf(events);
    }
  }
}
