/**
 * Amazon CloudWatch of the embedded cloud: metrics by the minute, alarms that are evaluated when
 * they are looked at, dashboards.
 */
@NullMarked
package io.biomerkin.cloud.local.cloudwatch;

import org.jspecify.annotations.NullMarked;
