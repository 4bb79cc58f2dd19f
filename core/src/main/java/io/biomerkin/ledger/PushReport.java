package io.biomerkin.ledger;

import io.biomerkin.ledger.Remote.Push;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code git push --porcelain} reports of one tag. A remote may have several addresses; each
 * has a line of its own.
 */
record PushReport(String tag, Program.Outcome outcome) {

  private static final Pattern REPORT = Pattern.compile("To .*|Done|[ +*=!-]\t.*");

  boolean isLocked() {
    return refusal().isPresent() && !isTaken() && words().tellLock();
  }

  /** How it ended; a refusal is told. */
  Push result(RemoteName remote) {
    if (isTaken()) {
      return Push.TAKEN;
    }
    if (refusal().filter(line -> line.contains("failed to report status")).isPresent()) {
      throw remote.unreachable(words().cause());
    }
    if (refusal().isPresent()) {
      throw remote.refused(tag, reason(refusal().get()));
    }
    if (outcome.exit() != 0) {
      throw words().tellRefusal()
          ? remote.refused(tag, words().ofRemote().orElse(words().cause()))
          : remote.unreachable(words().cause());
    }
    return flagged('*').isEmpty() ? Push.ALREADY_THERE : Push.PUSHED;
  }

  private boolean isTaken() {
    return flagged('!').stream().anyMatch(line -> line.endsWith("[rejected] (already exists)"));
  }

  private Optional<String> refusal() {
    return flagged('!').stream().findFirst();
  }

  /** {@code !<tab>reference<tab>[remote rejected] (reason)}, and what the remote said besides. */
  private String reason(String line) {
    int open = line.indexOf('(');
    String brief = open < 0 ? line.substring(line.lastIndexOf('\t') + 1) : line.substring(open + 1);
    String reason = brief.endsWith(")") ? brief.substring(0, brief.length() - 1) : brief;
    return words().ofRemote().map(said -> reason + ": " + said).orElse(reason);
  }

  private List<String> flagged(char flag) {
    return outcome.text().lines().filter(line -> line.startsWith(flag + "\t")).toList();
  }

  /** A hook of one's own talks between the lines of the report. */
  private RemoteWords words() {
    String own =
        outcome
            .text()
            .lines()
            .filter(line -> !REPORT.matcher(line).matches())
            .collect(Collectors.joining("\n"));
    return new RemoteWords(
        String.join("\n", own, outcome.errors(), String.join("\n", flagged('!'))));
  }
}
