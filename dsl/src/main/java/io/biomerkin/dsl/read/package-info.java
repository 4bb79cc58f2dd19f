/**
 * Reads a blueprint without running it: Groovy parses the file, and an interpreter that knows
 * calls, values and blocks, and nothing else, hands each call to the block that has the word. Not
 * for users.
 */
@NullMarked
package io.biomerkin.dsl.read;

import org.jspecify.annotations.NullMarked;
