package io.biomerkin.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Releases for conditions: one that has everything, and one that has only what each has. */
final class ReleaseOf {

  static final Release EVERYTHING =
      new Release(
          new ReleaseId("20261006-143022"),
          "calc",
          "prod",
          "0123456789abcdef0123456789abcdef01234567",
          "Ada <ada@example.org>",
          Instant.parse("2026-10-06T14:30:22Z"),
          "sha256:11",
          "sha256:22",
          Map.of("data-loader", "sha256:33"),
          new Release.Verification(6, 7),
          Map.of("scan", "skipped", "test", "passed"),
          Optional.of(new ReleaseId("20261001-000000")),
          Optional.of(new Release.Origin("staging", new ReleaseId("20261005-090000"))),
          Optional.of("github:octocat"),
          Optional.of("the shop is down"));

  static final Release LITTLE =
      new Release(
          new ReleaseId("20261006-143022"),
          "calc",
          "prod",
          "0123456789abcdef0123456789abcdef01234567",
          "Ada <ada@example.org>",
          Instant.parse("2026-10-06T14:30:22Z"),
          "sha256:11",
          "sha256:22",
          Map.of(),
          Release.Verification.SKIPPED,
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private ReleaseOf() {}
}
