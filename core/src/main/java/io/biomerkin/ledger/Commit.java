package io.biomerkin.ledger;

/**
 * What a commit tells.
 *
 * @param id its full id
 * @param author who wrote it, {@code Name <address>}
 */
public record Commit(String id, String author) {}
