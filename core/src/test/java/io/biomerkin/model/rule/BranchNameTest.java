package io.biomerkin.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/2026.1", "ünïcode", "a@b", "a-", "x{y}", "head", "lock"})
  void those_that_git_knows_are_taken(String name) {
    assertThat(BranchName.broken(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "",          is empty
          two words,   has a space or a control character
          "a\tb",      has a space or a control character
          "a\u007fb",  has a space or a control character
          a~1,         has a '~'
          a^,          has a '^'
          a:b,         has a ':'
          a?,          has a '?'
          a*,          has a '*'
          a[b,         has a '['
          a\\b,        has a '\\'
          a..b,        has '..'
          a@{b,        has '@{'
          a//b,        has '//'
          -a,          begins with '-'
          /a,          begins with '/'
          a/,          ends with '/'
          a.,          ends with '.'
          .a,          has a part that begins with '.' or ends with '.lock'
          a/.b,        has a part that begins with '.' or ends with '.lock'
          a.lock/b,    has a part that begins with '.' or ends with '.lock'
          @,           means what is checked out
          HEAD,        means what is checked out
          """)
  void those_that_git_refuses_are_refused(String name, String why) {
    assertThat(BranchName.broken(name)).hasValue(why);
  }

  /** JGit takes a {@code .lock} before a slash, Git does not. */
  @Property(tries = 2_000)
  void git_decides_alike(@ForAll("names") String name) {
    boolean isOption = name.startsWith("-") || name.equals("@");
    assertThat(BranchName.broken(name).isEmpty())
        .as(name)
        .isEqualTo(!isOption && Repository.isValidRefName("refs/heads/" + name));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("ab./@{}~^:?*[]\\- \t\u007fü")
        .ofMaxLength(6)
        .flatMap(name -> Arbitraries.of(name, name + ".lock"));
  }
}
