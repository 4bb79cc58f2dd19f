package io.biomerkin.cloud.local.lambda.run;

import java.time.Duration;

/**
 * One event for a function.
 *
 * @param requestId its id
 * @param arn the ARN that was invoked, its qualifier included
 * @param event the event, JSON
 * @param clientContext the caller's context, JSON or empty
 * @param timeout how long the function may take
 */
public record Invocation(
    String requestId, String arn, String event, String clientContext, Duration timeout) {}
