package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.deploy.History;
import io.biomerkin.deploy.Status;
import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTextTest {

  private static final Release FIRST = release("20261123-140006", Optional.empty());
  private static final Release RESTORED =
      release("20261123-140236", Optional.of(new ReleaseId("20261123-140006")));
  private static final List<Status> STATUS =
      List.of(
          new Status(
              "dev",
              "embedded cloud, account 000000000000 us-east-1",
              "UPDATE_COMPLETE",
              Optional.of(RESTORED),
              false,
              Optional.empty(),
              Optional.empty()),
          new Status(
              "prod",
              "AWS, account 333333333333",
              "not deployed",
              Optional.empty(),
              false,
              Optional.empty(),
              Optional.empty()));

  private static Release release(String id, Optional<ReleaseId> restores) {
    return release(id, restores, Map.of());
  }

  private static Release release(
      String id, Optional<ReleaseId> restores, Map<String, String> checks) {
    return new Release(
        new ReleaseId(id),
        "calc",
        "dev",
        "1e20198f0a6a4a0b9d0cf4b1d8c60f6de6a7c2aa",
        "Ada Example <ada@example.org>",
        Instant.parse("2026-11-23T14:02:37Z"),
        "sha256:0",
        "sha256:1",
        Map.of(),
        new Verification(7, 7),
        checks,
        restores,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static History history(Release... releases) {
    Release last = releases[releases.length - 1];
    return new History(
        "dev", List.of(releases), Set.of(), Optional.of(last.id()), Optional.empty());
  }

  @Test
  void a_history_is_whole_where_no_terminal_is() {
    assertThat(HistoryText.of(history(FIRST, RESTORED), Integer.MAX_VALUE))
        .containsExactly(
            "   release          since                 by           commit   verified",
            "*  20261123-140236  2026-11-23T14:02:37Z  Ada Example  1e20198  7/7      "
                + " restores 20261123-140006",
            "   20261123-140006  2026-11-23T14:02:37Z  Ada Example  1e20198  7/7");
  }

  @Test
  void a_history_fits_a_narrow_terminal() {
    assertThat(HistoryText.of(history(FIRST, RESTORED), 73))
        .containsExactly(
            "   release          commit   verified",
            "*  20261123-140236  1e20198  7/7       restores 20261123-140006",
            "   20261123-140006  1e20198  7/7",
            "no room for since, by: a wider terminal or mvn -B shows all");
  }

  @Test
  void a_status_fits_a_narrow_terminal() {
    assertThat(StatusText.of(STATUS, 73))
        .containsExactly(
            "environment  release                                     state",
            "dev          20261123-140236 (restores 20261123-140006)  UPDATE_COMPLETE",
            "prod         -                                           not deployed",
            "no room for cloud, since, by, commit, verified: a wider terminal or mvn",
            "-B shows all");
    assertThat(StatusText.of(STATUS, 200).get(1))
        .endsWith("UPDATE_COMPLETE  embedded cloud, account 000000000000 us-east-1");
  }

  @Test
  void a_release_of_a_modified_work_tree_says_so() {
    Release modified =
        release("20261123-150000", Optional.empty(), Map.of("test", "passed", "tree", "modified"));
    String footnote = "+ after a commit: with uncommitted changes";
    assertThat(HistoryText.of(history(FIRST, modified), 60))
        .containsExactly(
            "   release          by           commit    verified",
            "*  20261123-150000  Ada Example  1e20198+  7/7",
            "   20261123-140006  Ada Example  1e20198   7/7",
            "no room for since: a wider terminal or mvn -B shows all",
            footnote);
    Status status =
        new Status("dev", "", "", Optional.of(modified), false, Optional.empty(), Optional.empty());
    assertThat(StatusText.of(List.of(status), 80))
        .anyMatch(line -> line.contains(" 1e20198+ "))
        .endsWith(footnote);
    assertThat(HistoryText.of(history(FIRST, RESTORED), 80)).doesNotContain(footnote);
  }
}
