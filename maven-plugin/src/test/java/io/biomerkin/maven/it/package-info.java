/** Real Maven projects, and Maven run on them as people run it; in the phase integration-test. */
@NullMarked
package io.biomerkin.maven.it;

import org.jspecify.annotations.NullMarked;
