package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code valid/NAME.groovy} means exactly the model in {@code valid/NAME.json}. {@code
 * -Dreports=write} writes the models anew, for a person to read.
 */
class ValidBlueprintsTest {

  private static final Path FOLDER = Path.of("src/test/resources/valid");
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".groovy"))
          .map(name -> name.substring(0, name.length() - ".groovy".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void means_its_model(String name) throws IOException {
    Blueprint blueprint = BlueprintReader.read(FOLDER.resolve(name + ".groovy"));
    String model =
        JSON.readTree(BlueprintJson.write(blueprint))
                .toPrettyString()
                .replace(System.lineSeparator(), "\n")
            + "\n";
    Path expected = FOLDER.resolve(name + ".json");
    if (System.getProperty("reports", "").equals("write")) {
      Files.writeString(expected, model);
    }
    assertThat(model).isEqualTo(Files.readString(expected));
  }
}
