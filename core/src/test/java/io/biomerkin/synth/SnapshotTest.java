package io.biomerkin.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.model.ExampleBlueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's templates, as people review them; {@code -Dsnapshots=write} makes them anew. */
class SnapshotTest {

  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void the_example_makes_the_template_that_was_reviewed(String environment) throws IOException {
    Template template =
        new Synthesizer()
            .synthesize(ExampleBlueprint.biomerkin(), ExampleBlueprint.environment(environment));
    Path snapshot = SNAPSHOTS.resolve(environment + ".template.json");
    if ("write".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, template.pretty());
    }
    assertThat(template.pretty()).isEqualTo(Files.readString(snapshot));
  }
}
