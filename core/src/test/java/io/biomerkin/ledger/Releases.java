package io.biomerkin.ledger;

import io.biomerkin.model.Release;
import io.biomerkin.model.Release.Verification;
import io.biomerkin.model.ReleaseId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Releases to test with. */
final class Releases {

  static final String DIGEST_A = "sha256:" + "a".repeat(64);
  static final String DIGEST_B = "sha256:" + "b".repeat(64);

  private Releases() {}

  static Release of(String id, String commit) {
    return of(id, commit, Optional.empty(), Optional.empty());
  }

  static Release of(
      String id, String commit, Optional<ReleaseId> restores, Optional<String> emergency) {
    return new Release(
        new ReleaseId(id),
        "biomerkin",
        "prod",
        commit,
        "Ada Lovelace <ada@example.org>",
        Instant.parse("2026-10-06T14:35:00Z"),
        "sha256:" + "c".repeat(64),
        "sha256:" + "d".repeat(64),
        Map.of("genomics", DIGEST_A, "proteomics", DIGEST_A, "orchestrator", DIGEST_B),
        new Verification(7, 7),
        Map.of("test", "passed", "scan", "skipped"),
        restores,
        Optional.empty(),
        Optional.empty(),
        emergency);
  }
}
