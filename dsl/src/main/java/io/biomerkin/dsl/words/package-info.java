/**
 * The words of a blueprint, one small class a block. A public method is a word that does something,
 * a public getter a bare word that is a value. What IDEs complete, and what the interpreter calls.
 */
@NullMarked
package io.biomerkin.dsl.words;

import org.jspecify.annotations.NullMarked;
