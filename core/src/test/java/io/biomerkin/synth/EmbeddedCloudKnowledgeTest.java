package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedCloudKnowledgeTest {

  private final Map<String, ResourceSchema> schemas =
      ServiceLoader.load(ResourceType.class).stream()
          .map(type -> type.get().schema())
          .collect(Collectors.toMap(ResourceSchema::type, schema -> schema));

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void the_embedded_cloud_knows_every_property_of_the_example(String environment)
      throws IOException {
    Path snapshot = Path.of("src/test/resources/snapshots", environment + ".template.json");
    List<String> unknown = new ArrayList<>();
    for (JsonNode resource : new Template(Files.readString(snapshot)).json().path("Resources")) {
      String type = resource.path("Type").asText();
      ResourceSchema schema = schemas.get(type);
      if (schema == null) {
        unknown.add(type);
        continue;
      }
      resource
          .path("Properties")
          .fieldNames()
          .forEachRemaining(
              property -> {
                if (!schema.knows(property)) {
                  unknown.add(type + "." + property);
                }
              });
    }
    assertThat(unknown).isEmpty();
  }
}
