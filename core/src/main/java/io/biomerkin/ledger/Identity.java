package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.UserConfig;
import org.eclipse.jgit.util.SystemReader;

/** Who a person is to Git: {@code Name <address>}. */
final class Identity {

  private Identity() {}

  /**
   * The committer, from the environment or Git's configuration; never one made up from the host.
   */
  static String of(Repository repository) {
    UserConfig user = repository.getConfig().get(UserConfig.KEY);
    String name = user.isCommitterNameImplicit() ? "" : user.getCommitterName();
    String address = user.isCommitterEmailImplicit() ? fallback() : user.getCommitterEmail();
    if (name.isBlank() || address.isBlank()) {
      throw new ProblemException(
          ProblemCode.NO_IDENTITY,
          "",
          "Git does not know who is deploying",
          "type git config --global user.name \"Your Name\""
              + " and git config --global user.email you@example.org");
    }
    return text(new PersonIdent(name, address));
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

  private static String fallback() {
    String address = SystemReader.getInstance().getenv("EMAIL");
    return address == null ? "" : address;
  }
}
