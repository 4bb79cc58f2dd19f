package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code invalid/NAME.groovy} is refused with exactly the report in {@code invalid/NAME.txt}.
 * {@code -Dreports=write} writes the reports anew, for a person to read.
 */
class InvalidBlueprintsTest {

  private static final Path FOLDER = Path.of("src/test/resources/invalid");

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
  void is_refused_with_its_report(String name) throws IOException {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> BlueprintReader.read(FOLDER.resolve(name + ".groovy")));
    assertThat(refused).as("%s is refused", name).isNotNull();
    String report =
        refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\n";
    Path expected = FOLDER.resolve(name + ".txt");
    if (System.getProperty("reports", "").equals("write")) {
      Files.writeString(expected, report);
    }
    assertThat(report).isEqualTo(Files.readString(expected));
  }

  @Test
  void there_are_many() throws IOException {
    assertThat(names().count()).isGreaterThanOrEqualTo(80);
  }
}
