package io.biomerkin.ledger;

/**
 * The commit that is checked out.
 *
 * @param commit its full id
 * @param branch the short name of the branch; empty when the HEAD is detached
 */
public record Head(String commit, String branch) {}
