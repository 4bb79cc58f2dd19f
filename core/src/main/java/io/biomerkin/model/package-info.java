/**
 * What a system is, where it runs and how a release moves: immutable records, equal by value. No
 * AWS, no Git, no Groovy; nothing here reads a file or asks a clock.
 */
@NullMarked
package io.biomerkin.model;

import org.jspecify.annotations.NullMarked;
