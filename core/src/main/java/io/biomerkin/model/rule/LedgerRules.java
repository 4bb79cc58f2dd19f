package io.biomerkin.model.rule;

import io.biomerkin.model.Blueprint;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.List;
import java.util.regex.Pattern;

/** The ledger's remote: nothing that Git could take for anything but a name. */
public final class LedgerRules {

  private static final Pattern REMOTE = Pattern.compile("[\\w][\\w./-]*");

  private LedgerRules() {}

  /** The problems of the ledger. */
  public static List<Problem> problems(Blueprint blueprint) {
    Collected found = new Collected();
    blueprint
        .ledger()
        .remote()
        .filter(remote -> !REMOTE.matcher(remote).matches())
        .ifPresent(
            remote ->
                found.add(
                    ProblemCode.VALUE_RULE,
                    "ledger.remote",
                    "'" + remote + "' is no name of a Git remote",
                    "write it as git remote lists it, e.g. 'origin'"));
    return found.problems();
  }
}
