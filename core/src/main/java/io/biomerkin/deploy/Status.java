package io.biomerkin.deploy;

import io.biomerkin.model.Checklist;
import io.biomerkin.model.Release;
import java.util.Optional;

/**
 * What runs in one environment, and what waits to come there.
 *
 * @param environment the environment
 * @param cloud what people call its cloud
 * @param state the stack's status, {@code not deployed}, or why it cannot be told
 * @param release the release that runs, as its marker tells it; empty when the environment is not
 *     deployed, or its marker is not in this repository
 * @param rejected whether what runs was rejected since
 * @param emergency why what runs there has passed the rules; empty after the next regular release
 * @param waiting the release of the environment before that is to come here, and which rules hold
 *     it; empty when there is none, or it is here already
 */
public record Status(
    String environment,
    String cloud,
    String state,
    Optional<Release> release,
    boolean rejected,
    Optional<String> emergency,
    Optional<Checklist> waiting) {}
