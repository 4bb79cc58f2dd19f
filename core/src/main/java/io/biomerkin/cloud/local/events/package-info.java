/** Amazon EventBridge of the embedded cloud: rules and their targets, kept and not acted on. */
@NullMarked
package io.biomerkin.cloud.local.events;

import org.jspecify.annotations.NullMarked;
