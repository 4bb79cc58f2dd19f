/**
 * What went wrong, told so that the reader knows what to do next: coded problems and the exception
 * that carries them. Nothing here knows AWS, Git, Groovy or Maven.
 */
@NullMarked
package io.biomerkin.problem;

import org.jspecify.annotations.NullMarked;
