package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Versioned;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

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
  private final Optional<Owner> dead;
  private Owner owner;
  private String version;

  private EnvironmentLock(Site site, Owner owner, Taken taken) {
    this.site = site;
    this.key = ReleaseStore.lockKey(site.environment().name());
    this.owner = owner;
    this.version = taken.version();
    this.dead = taken.from();
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
   * Takes the lock; makes the release store when there is none yet.
   *
   * @throws ProblemException when somebody else holds it
   */
  public static EnvironmentLock acquire(Site site, String operation) {
    Owner owner = Owner.me(operation, site.now());
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
    trace
        .dead()
        .ifPresent(
            dead -> {
              find(site).filter(held -> dead.isSame(held.owner)).ifPresent(Held::remove);
              trace.remove();
            });
  }

  /**
   * A lock that was taken.
   *
   * @param version the object's version
   * @param from who died over giving it back
   */
  private record Taken(String version, Optional<Owner> from) {}

  private static EnvironmentLock take(Site site, Owner owner) {
    LockTrace trace = LockTrace.of(site);
    // Who died right after giving the lock back has left the trace alone.
    Optional<Owner> dead = trace.dead();
    trace.leave(owner);
    String text = BlueprintJson.write(owner);
    try {
      Taken taken =
          put(site, text, Optional.empty())
              .map(version -> new Taken(version, dead))
              .or(() -> takeOver(site, trace, dead, text))
              .orElseThrow(() -> held(site, "somebody else"));
      return new EnvironmentLock(site, owner, taken);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      // It may be taken all the same.
      trace.leave(owner.ended());
      throw e;
    }
  }

  private static Optional<Taken> takeOver(
      Site site, LockTrace trace, Optional<Owner> dead, String text) {
    Optional<Versioned> held = site.store().get(ReleaseStore.lockKey(site.environment().name()));
    if (held.isEmpty()) {
      return put(site, text, Optional.empty()).map(version -> new Taken(version, Optional.empty()));
    }
    Owner other = Owner.read(held.get(), site.now());
    boolean left = other.isDead() || dead.filter(other::isSame).isPresent();
    boolean expired = held.get().age().compareTo(LEASE) > 0 && isIdle(site);
    if (!left && !expired) {
      trace.leave(other);
      throw held(site, other.toString());
    }
    site.narrator().notice("taking over the lock left behind by " + other);
    return put(site, text, Optional.of(held.get().version()))
        .map(version -> new Taken(version, Optional.of(other)));
  }

  private static Optional<String> put(Site site, String text, Optional<String> seen) {
    return site.store().putIf(ReleaseStore.lockKey(site.environment().name()), text, seen);
  }

  /**
   * When the run before began, if it died over such an operation: it may have come further than
   * anybody was told.
   */
  public Optional<Instant> interrupted(String operation) {
    return dead.filter(run -> run.operation().equals(operation)).map(Owner::since);
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
      this.owner = Owner.read(lock, site.now());
    }

    /** Who holds it, what they do, and since when. */
    public String owner() {
      return owner.toString();
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
    Owner next = owner.alive(site.now());
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
        .filter(held -> Owner.read(held, site.now()).isSame(owner))
        .map(Versioned::version);
  }

  /** Gives the lock back. That it could not be makes nothing undone: the next command does it. */
  @Override
  public synchronized void close() {
    heart.cancel();
    LockTrace trace = LockTrace.of(site);
    try {
      site.store().removeIf(key, version);
      trace.remove();
    } catch (RuntimeException e) {
      trace.leave(owner.ended());
      site.narrator()
          .notice(
              "the lock could not be given back ("
                  + e.getMessage()
                  + "): the next command on this machine takes it; elsewhere type "
                  + site.command("unlock"));
    }
  }
}
