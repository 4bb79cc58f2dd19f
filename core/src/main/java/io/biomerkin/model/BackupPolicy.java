package io.biomerkin.model;

import java.time.Duration;

/**
 * How an environment's data is kept.
 *
 * @param frequency how often a backup is made
 * @param keep how long one is kept, whole days, 1 to 36500
 * @param beforeDeploy whether a deployment makes one first
 */
public record BackupPolicy(Frequency frequency, Duration keep, boolean beforeDeploy) {

  /** How often. */
  public enum Frequency {
    /** Once a day. */
    DAILY,
    /** Once a week. */
    WEEKLY,
    /** Once a month. */
    MONTHLY
  }
}
