package io.biomerkin.ledger;

/**
 * An approval as it was found.
 *
 * @param tag the name of its tag
 * @param decision what the tag says
 */
public record Approval(String tag, Decision decision) {}
