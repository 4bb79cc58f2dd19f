/** AWS Application Auto Scaling of the embedded cloud: targets and policies, kept, never scaled. */
@NullMarked
package io.biomerkin.cloud.local.scaling;

import org.jspecify.annotations.NullMarked;
