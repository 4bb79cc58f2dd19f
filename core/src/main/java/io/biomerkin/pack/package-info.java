/** Deterministic code packages: the same bytes for the same sources on any machine. No cloud. */
@NullMarked
package io.biomerkin.pack;

import org.jspecify.annotations.NullMarked;
