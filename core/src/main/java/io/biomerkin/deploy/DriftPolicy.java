package io.biomerkin.deploy;

/**
 * What an operation does about drift: resources that somebody changed or deleted past their stack.
 * AWS: "Detect unmanaged configuration changes to stacks and resources with drift detection".
 */
public enum DriftPolicy {
  /** It does not look. */
  IGNORE,
  /** It looks, and tells what it found. */
  WARN,
  /** It looks, and ends before it changes anything where it found something. */
  FAIL,
  /**
   * It makes everything again what the release says: what was changed, and what was deleted (AWS:
   * "Using drift-aware change sets"). A rollback of such a change returns to what was there.
   */
  REVERT
}
