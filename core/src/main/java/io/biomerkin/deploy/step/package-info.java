/** One small class a step of an operation. Not for users: {@code deploy} puts them together. */
@NullMarked
package io.biomerkin.deploy.step;

import org.jspecify.annotations.NullMarked;
