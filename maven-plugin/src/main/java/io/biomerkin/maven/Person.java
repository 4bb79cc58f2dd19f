package io.biomerkin.maven;

import java.io.Console;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a terminal who can be asked.
 *
 * @param asked puts a question and gives the line that is typed; nothing when the input has ended
 */
record Person(Function<String, @Nullable String> asked) {

  /** Nobody where the goal does not run in a terminal. */
  static Optional<Person> at(boolean terminal) {
    Console console = System.console();
    return console == null || !terminal
        ? Optional.empty()
        : Optional.of(new Person(question -> console.readLine("%s", question)));
  }

  /** What they type, without blanks around it. */
  String answer(String question) {
    String typed = asked.apply(question);
    return typed == null ? "" : typed.strip();
  }
}
