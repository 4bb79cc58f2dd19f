package io.biomerkin.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the problems tells every code and no other. */
class ProblemDocumentationTest {

  private static final Pattern SECTION =
      Pattern.compile("^## (BMK-\\d+) (\\S.*)\n\n(?s:(.*?))(?=^#|\\z)", Pattern.MULTILINE);

  private final List<MatchResult> sections = sections();

  @Test
  void every_code_has_one_section_in_the_order_of_the_codes_and_no_section_is_left_over() {
    assertThat(sections)
        .extracting(section -> section.group(1))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::id).toList());
  }

  @Test
  void every_section_says_what_it_means_and_what_helps() {
    assertThat(sections)
        .allSatisfy(section -> assertThat(section.group(3)).matches("(?s)[A-Z`].*\\.\\s*\n\n- .*"));
  }

  private static List<MatchResult> sections() {
    try {
      return SECTION.matcher(Files.readString(Path.of("../docs/problems.md"))).results().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
