package io.biomerkin.deploy;

import io.biomerkin.model.Release;
import java.util.Optional;

/**
 * What runs in one environment.
 *
 * @param environment the environment
 * @param cloud what people call its cloud
 * @param state the stack's status, {@code not deployed}, or why it cannot be told
 * @param release the release that runs, as its marker tells it; empty when the environment is not
 *     deployed, or its marker is not in this repository
 */
public record Status(String environment, String cloud, String state, Optional<Release> release) {}
