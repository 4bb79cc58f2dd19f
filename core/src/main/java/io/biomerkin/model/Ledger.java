package io.biomerkin.model;

import java.util.Optional;

/**
 * How the markers of releases, approvals and rejections are shared.
 *
 * @param remote the Git remote that they are fetched from before a decision and pushed to after it;
 *     empty when they stay in this repository
 */
public record Ledger(Optional<String> remote) {

  /** Markers stay in this repository. */
  public static final Ledger UNSHARED = new Ledger(Optional.empty());
}
