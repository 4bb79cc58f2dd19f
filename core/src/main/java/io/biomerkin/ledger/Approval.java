package io.biomerkin.ledger;

import io.biomerkin.model.ReleaseId;
import java.time.Instant;

/**
 * Somebody's word that a release may run in an environment.
 *
 * @param release the approved release
 * @param by who approved it, {@code Name <address>}
 * @param at when
 */
public record Approval(ReleaseId release, String by, Instant at) {}
