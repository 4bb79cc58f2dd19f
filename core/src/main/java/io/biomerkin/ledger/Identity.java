package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;

/** Who a person is to Git: {@code Name <address>}. */
final class Identity {

  private Identity() {}

  /** The committer, by environment or configuration; never one made up from the host. */
  static String of(Repository repository) {
    Config config = EffectiveConfig.of(repository);
    String name = first("GIT_COMMITTER_NAME", config, "name", "");
    String address = first("GIT_COMMITTER_EMAIL", config, "email", "EMAIL");
    PersonIdent person = new PersonIdent(name, address);
    if (person.getName().isBlank() || person.getEmailAddress().isBlank()) {
      throw new ProblemException(
          ProblemCode.NO_IDENTITY,
          "",
          "Git does not know who is deploying",
          "type git config --global user.name \"Your Name\""
              + " and git config --global user.email you@example.org");
    }
    return text(person);
  }

  private static String first(String variable, Config config, String key, String last) {
    SystemReader system = SystemReader.getInstance();
    return Stream.of(
            Optional.ofNullable(system.getenv(variable)),
            Optional.ofNullable(config.getString("committer", null, key)),
            Optional.ofNullable(config.getString("user", null, key)),
            Optional.ofNullable(last.isEmpty() ? null : system.getenv(last)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("")
        .strip();
  }

  /** The address of {@code Name <address>}; empty when it has none. */
  static String address(String by) {
    return at(by, Instant.EPOCH).getEmailAddress();
  }

  static String text(PersonIdent person) {
    return person.getName() + " <" + person.getEmailAddress() + ">";
  }

  /** The tagger that {@code Name <address>} is, at that moment. */
  static PersonIdent at(String by, Instant moment) {
    int open = by.lastIndexOf('<');
    boolean whole = open >= 0 && by.endsWith(">");
    String name = whole ? by.substring(0, open).strip() : by;
    String address = whole ? by.substring(open + 1, by.length() - 1) : "";
    return new PersonIdent(name, address, moment, ZoneOffset.UTC);
  }
}
