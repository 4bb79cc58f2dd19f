package io.biomerkin.dsl.words;

import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Ledger;
import io.biomerkin.problem.ProblemCode;
import java.util.Optional;

/** {@code ledger { }}: how the markers of releases and approvals are shared. */
public final class LedgerBlock extends Block {

  private Optional<String> remote = Optional.empty();

  LedgerBlock(Findings findings) {
    super(findings, "ledger { }");
  }

  /** The Git remote that markers are shared by, its name or URL: {@code remote 'origin'}. */
  public void remote(String nameOrUrl) {
    if (remote.isPresent()) {
      findings.report(
          findings.call().position(),
          ProblemCode.DUPLICATE,
          "the ledger has a remote already: '" + remote.get() + "'",
          "markers are shared by one");
    }
    findings.declareArgument("ledger.remote", 0);
    remote = Optional.of(nameOrUrl);
  }

  Ledger ledger() {
    return new Ledger(remote);
  }
}
