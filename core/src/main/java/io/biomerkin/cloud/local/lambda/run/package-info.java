/**
 * Runs the packaged code of functions: unpacks it, starts the program of its runtime, hands events
 * in and results out. Knows neither versions nor aliases.
 */
@NullMarked
package io.biomerkin.cloud.local.lambda.run;

import org.jspecify.annotations.NullMarked;
