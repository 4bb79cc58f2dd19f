package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.biomerkin.dsl.read.Reading;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is no word of a block is refused at its place. */
class UnknownWordsTest {

  private static final List<String> BLOCKS =
      List.of(
          "topology { @ }",
          "topology { agents { @ } }",
          "topology { agents { defaults { @ } } }",
          "topology { agents { agent('b', 'b.handler') { @ } } }",
          "topology { api { @ } }",
          "environments { @ }",
          "environments { environment('test') { local(); @ } }",
          "promotion { @ }",
          "promotion { to('dev') { from 'test'; @ } }",
          "checks { @ }",
          "notifications { @ }",
          "ledger { @ }",
          "@");

  private static final String REST =
      """
      application 'calc'
      topology { agents { agent('a', 'a.handler') } }
      environments { environment('dev') { local() } }
      """;

  /** Of all words, ours and those of Groovy, only {@code queue} begins with a q. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .ofMinLength(2)
        .ofMaxLength(12)
        .map(word -> "q" + word)
        .filter(word -> !word.equals("queue"));
  }

  @Provide
  Arbitrary<String> blocks() {
    return Arbitraries.of(BLOCKS);
  }

  @Provide
  Arbitrary<String> arguments() {
    return Arbitraries.of(" 'x'", " 1, 2", "()", " a: 1", " { }", "('x') { agents { } }");
  }

  @Property(tries = 300)
  void is_refused_at_its_place(
      @ForAll("words") String word,
      @ForAll("blocks") String block,
      @ForAll("arguments") String arguments) {
    int column = block.indexOf('@') + 1;
    String text = block.replace("@", word + arguments) + "\n" + REST;
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> Reading.read("d.groovy", text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.problems())
        .extracting(Problem::toString)
        .as(text)
        .anyMatch(
            problem -> problem.startsWith("d.groovy:1:" + column + ": '" + word + "' is no word"));
  }
}
