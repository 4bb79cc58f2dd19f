package io.biomerkin.deploy;

import java.util.Optional;

/**
 * A release that somebody approves or rejects.
 *
 * @param environment the environment that it is about
 * @param release the release, as {@link PromoteRequest} names it; a rejection may name one of the
 *     environment itself
 * @param message why
 * @param rollback whether a rejection of the release that runs rolls it back
 */
public record DecisionRequest(
    String environment, String release, Optional<String> message, boolean rollback) {}
