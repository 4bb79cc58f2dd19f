package io.biomerkin.deploy;

/**
 * What cancelling came to.
 *
 * @param environment the environment
 * @param was whether an update was going on
 * @param state the stack's status now; {@code not deployed} where there is none
 */
public record Cancelled(String environment, boolean was, String state) {}
