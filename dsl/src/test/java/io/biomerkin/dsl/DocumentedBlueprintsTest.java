package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.dsl.read.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every blueprint that the documentation shows is a good one. */
class DocumentedBlueprintsTest {

  private static final Pattern SNIPPET = Pattern.compile("(?s)```groovy\n(.*?)```");

  static Stream<String> snippets() throws IOException {
    return SNIPPET
        .matcher(Files.readString(Path.of("../docs/dsl.md")))
        .results()
        .map((MatchResult found) -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void is_read_without_a_problem(String snippet) {
    assertThat(Reading.read("docs/dsl.md", snippet).application()).isEqualTo("calc");
  }
}
