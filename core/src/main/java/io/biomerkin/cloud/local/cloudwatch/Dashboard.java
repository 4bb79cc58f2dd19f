package io.biomerkin.cloud.local.cloudwatch;

import java.time.Instant;

/**
 * A dashboard as kept.
 *
 * @param name its name
 * @param body its JSON
 * @param modified when it was put
 */
record Dashboard(String name, String body, Instant modified) {}
