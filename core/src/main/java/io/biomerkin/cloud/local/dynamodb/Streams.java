package io.biomerkin.cloud.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** The label of a table's stream: that it is asked for is kept, no records are. */
final class Streams {

  private Streams() {}

  static Optional<String> label(JsonNode definition, Instant now) {
    return definition.path("StreamSpecification").path("StreamEnabled").asBoolean()
        ? Optional.of(now.toString().replace("Z", ""))
        : Optional.empty();
  }
}
