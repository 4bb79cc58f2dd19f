package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore.Versioned;
import io.biomerkin.model.BlueprintJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who holds a lock.
 *
 * @param user the user's name on the host
 * @param host the host
 * @param machine what tells the host's processes from those of any other, or empty
 * @param pid the process; zero when its run has ended
 * @param run tells its runs apart
 * @param operation what it does
 * @param since when it began
 * @param expires when the lock is good no longer
 */
record Owner(
    String user,
    String host,
    String machine,
    long pid,
    String run,
    String operation,
    Instant since,
    Instant expires) {

  /** This process, from that moment on. */
  static Owner me(String operation, Instant now) {
    return new Owner(
        System.getProperty("user.name", "unknown"),
        Machine.host(),
        Machine.identity(),
        ProcessHandle.current().pid(),
        UUID.randomUUID().toString(),
        operation,
        now,
        now.plus(EnvironmentLock.LEASE));
  }

  /** What a lock tells; one that another version of this tool wrote may tell nothing. */
  static Owner read(Versioned lock, Instant now) {
    try {
      return BlueprintJson.read(lock.text(), Owner.class);
    } catch (IllegalArgumentException e) {
      Instant since = now.minus(lock.age());
      return new Owner(
          "unknown",
          "unknown",
          "",
          0,
          lock.version(),
          "command",
          since,
          since.plus(EnvironmentLock.LEASE));
    }
  }

  /** The same with the lease renewed. */
  Owner alive(Instant now) {
    return new Owner(
        user, host, machine, pid, run, operation, since, now.plus(EnvironmentLock.LEASE));
  }

  /** The same once its run is over, whatever its process does next. */
  Owner ended() {
    return new Owner(user, host, machine, 0, run, operation, since, expires);
  }

  /** Whether both are one run. */
  boolean isSame(Owner other) {
    return run.equals(other.run);
  }

  /** A process of this machine that is not there any more will never give its lock back. */
  boolean isDead() {
    return !machine.isEmpty()
        && machine.equals(Machine.identity())
        && pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        "a %s by %s@%s (process %d) since %s, at the latest until %s",
        operation,
        user,
        host,
        pid,
        since.truncatedTo(ChronoUnit.SECONDS),
        expires.truncatedTo(ChronoUnit.SECONDS));
  }
}
