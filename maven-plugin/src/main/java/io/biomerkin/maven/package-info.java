/**
 * The goals. A goal is its parameters and one call into the core; what it prints lives in {@code
 * console}.
 */
@NullMarked
package io.biomerkin.maven;

import org.jspecify.annotations.NullMarked;
