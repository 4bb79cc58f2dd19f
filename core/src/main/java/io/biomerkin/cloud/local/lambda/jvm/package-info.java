/**
 * The program that runs a Java function, in a JVM of its own: finds the handler in the unpacked
 * code, hands events in and results out. It needs Jackson beside it and nothing else of this
 * library; the function's classes see neither.
 */
@NullMarked
package io.biomerkin.cloud.local.lambda.jvm;

import org.jspecify.annotations.NullMarked;
