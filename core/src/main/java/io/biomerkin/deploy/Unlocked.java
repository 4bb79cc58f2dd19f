package io.biomerkin.deploy;

import java.util.Optional;

/**
 * What the removal of a lock took away.
 *
 * @param environment the environment
 * @param owner who held it, what they did, and since when; empty when nobody did
 */
public record Unlocked(String environment, Optional<String> owner) {}
