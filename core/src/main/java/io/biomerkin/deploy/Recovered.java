package io.biomerkin.deploy;

/**
 * What a recovery came to.
 *
 * @param environment the environment
 * @param before the stack's status before, e.g. {@code UPDATE_ROLLBACK_FAILED}; {@code not
 *     deployed} when there was none
 * @param after its status now
 */
public record Recovered(String environment, String before, String after) {}
