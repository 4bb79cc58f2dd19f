/**
 * AWS Lambda of the embedded cloud: functions, versions, aliases, permissions, and what is kept of
 * them. Running them is the work of {@code cloud.local.lambda.run}.
 */
@NullMarked
package io.biomerkin.cloud.local.lambda;

import org.jspecify.annotations.NullMarked;
