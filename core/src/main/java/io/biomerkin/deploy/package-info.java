/** The public face of the engine: a request record in, a result record out. */
@NullMarked
package io.biomerkin.deploy;

import org.jspecify.annotations.NullMarked;
