/** Amazon CloudWatch Logs of the embedded cloud: groups, streams and their events. */
@NullMarked
package io.biomerkin.cloud.local.logs;

import org.jspecify.annotations.NullMarked;
