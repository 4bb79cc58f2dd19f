/** What people see: progress while a goal runs, and its result as lines of text or JSON. */
@NullMarked
package io.biomerkin.maven.console;

import org.jspecify.annotations.NullMarked;
