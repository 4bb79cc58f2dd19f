/** Reads {@code deployment.groovy} into the core's model. */
@NullMarked
package io.biomerkin.dsl;

import org.jspecify.annotations.NullMarked;
