/**
 * What an operation tells while it runs. Core never prints: console, JSON and reports are
 * listeners.
 */
@NullMarked
package io.biomerkin.event;

import org.jspecify.annotations.NullMarked;
