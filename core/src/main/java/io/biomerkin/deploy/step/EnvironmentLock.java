package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Versioned;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;

/**
 * At most one operation changes an environment at a time. The lock is an object of the release
 * store, written only as long as nobody else wrote it.
 */
public final class EnvironmentLock implements AutoCloseable {

  /** How long a lock is good without a sign of life. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private static final Duration BEAT = Duration.ofSeconds(30);

  private final Site site;
  private final String key;
  private final Timer heart = new Timer("biomerkin-lock", true);
  private Owner owner;
  private String version;

  private EnvironmentLock(Site site, Owner owner, String version) {
    this.site = site;
    this.key = ReleaseStore.lockKey(site.environment().name());
    this.owner = owner;
    this.version = version;
    heart.schedule(
        new TimerTask() {
          @Override
          public void run() {
            beatAlone();
          }
        },
        BEAT.toMillis(),
        BEAT.toMillis());
  }

  /**
   * What goes wrong here for a moment does not a moment later; what stays wrong is told at the next
   * beat of the operation itself.
   */
  private void beatAlone() {
    try {
      beat();
    } catch (RuntimeException e) {
      // the lease is as old as it was: the next beat tries again
    }
  }

  /**
   * Who holds a lock.
   *
   * @param user the user's name on the host
   * @param host the host
   * @param machine what tells the host's processes from those of any other, or empty
   * @param pid the process
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

    /** A process of this machine that is not there any more will never give its lock back. */
    boolean isDead() {
      return !machine.isEmpty()
          && machine.equals(Machine.identity())
          && pid != ProcessHandle.current().pid()
          && ProcessHandle.of(pid).isEmpty();
    }
  }

  /**
   * Takes the lock; makes the release store when there is none yet.
   *
   * @throws ProblemException when somebody else holds it
   */
  public static EnvironmentLock acquire(Site site, String operation) {
    Owner owner = me(operation, site.now());
    try {
      return take(site, owner);
    } catch (RuntimeException e) {
      if (!ReleaseStore.isMissing(e)) {
        throw e;
      }
      site.store().make();
      return take(site, owner);
    }
  }

  /**
   * Takes away the lock that a process of this machine died over giving back. Who takes the lock
   * does so anyway; this is for who has nothing to change.
   */
  public static void sweep(Site site) {
    LockTrace trace = LockTrace.of(site);
    if (!trace.isThere()) {
      return;
    }
    Optional<Held> held = find(site);
    held.filter(Held::isDead).ifPresent(Held::remove);
    if (held.map(Held::isDead).orElse(true)) {
      trace.remove();
    }
  }

  private static EnvironmentLock take(Site site, Owner owner) {
    LockTrace.of(site).leave();
    String key = ReleaseStore.lockKey(site.environment().name());
    String text = BlueprintJson.write(owner);
    Optional<String> free = site.store().putIf(key, text, Optional.empty());
    String version =
        free.or(() -> takeOver(site, key, text)).orElseThrow(() -> held(site, "somebody else"));
    return new EnvironmentLock(site, owner, version);
  }

  private static Optional<String> takeOver(Site site, String key, String text) {
    Optional<Versioned> held = site.store().get(key);
    if (held.isEmpty()) {
      return site.store().putIf(key, text, Optional.empty());
    }
    Owner other = BlueprintJson.read(held.get().text(), Owner.class);
    boolean expired = held.get().age().compareTo(LEASE) > 0 && isIdle(site);
    if (!expired && !other.isDead()) {
      throw held(site, describe(other));
    }
    site.narrator().notice("taking over the lock left behind by " + describe(other));
    return site.store().putIf(key, text, Optional.of(held.get().version()));
  }

  private static boolean isIdle(Site site) {
    return site.stacks().find().map(stack -> !stack.isBusy()).orElse(true);
  }

  private static ProblemException held(Site site, String who) {
    return new ProblemException(
        ProblemCode.LOCKED,
        site.environment().name(),
        "the environment is locked by " + who,
        "wait until that has ended, then run the same command again; if it never will, "
            + site.command("unlock"));
  }

  /** A lock that somebody holds. */
  public static final class Held {

    private final Site site;
    private final String version;
    private final Owner owner;

    private Held(Site site, Versioned lock) {
      this.site = site;
      this.version = lock.version();
      this.owner = BlueprintJson.read(lock.text(), Owner.class);
    }

    /** Who holds it, what they do, and since when. */
    public String owner() {
      return describe(owner);
    }

    private boolean isDead() {
      return owner.isDead();
    }

    /** Takes it from them; not from whoever has taken it since. */
    public void remove() {
      site.store().removeIf(ReleaseStore.lockKey(site.environment().name()), version);
    }
  }

  /** The lock of that site, if somebody holds it. */
  public static Optional<Held> find(Site site) {
    return site.store()
        .get(ReleaseStore.lockKey(site.environment().name()))
        .map(lock -> new Held(site, lock));
  }

  private static String describe(Owner owner) {
    return String.format(
        "a %s by %s@%s (process %d) since %s, at the latest until %s",
        owner.operation(),
        owner.user(),
        owner.host(),
        owner.pid(),
        owner.since().truncatedTo(ChronoUnit.SECONDS),
        owner.expires().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Owner me(String operation, Instant now) {
    return new Owner(
        System.getProperty("user.name", "unknown"),
        Machine.host(),
        Machine.identity(),
        ProcessHandle.current().pid(),
        UUID.randomUUID().toString(),
        operation,
        now,
        now.plus(LEASE));
  }

  /**
   * A sign of life, when the lease is half over. A thread of the lock's own gives it too, while a
   * long step, such as a check, keeps everybody else busy.
   *
   * @throws ProblemException when somebody else has taken the lock meanwhile
   */
  public synchronized void beat() {
    if (site.now().isBefore(owner.expires().minus(LEASE.dividedBy(2)))) {
      return;
    }
    Owner next =
        new Owner(
            owner.user(),
            owner.host(),
            owner.machine(),
            owner.pid(),
            owner.run(),
            owner.operation(),
            owner.since(),
            site.now().plus(LEASE));
    version =
        site.store()
            .putIf(key, BlueprintJson.write(next), Optional.of(version))
            .or(this::written)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.LOCKED,
                        site.environment().name(),
                        "the lock was taken over by somebody else while this was running",
                        "see what runs with mvn biomerkin:status"));
    owner = next;
  }

  /** The version of one's own that is there, if the answer to an earlier beat was lost. */
  private Optional<String> written() {
    return site.store()
        .get(key)
        .filter(held -> BlueprintJson.read(held.text(), Owner.class).run().equals(owner.run()))
        .map(Versioned::version);
  }

  /** Gives the lock back. */
  @Override
  public synchronized void close() {
    heart.cancel();
    site.store().removeIf(key, version);
    LockTrace.of(site).remove();
  }
}
