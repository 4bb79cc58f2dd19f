package io.biomerkin.deploy.step;

import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells the listener what happens, one at a time, and hears when somebody wants it to end. */
public final class Narrator {

  private final DeployListener listener;
  private final Stop stop;
  private volatile Optional<StepTimes> times = Optional.empty();

  /** Tells that listener. */
  public Narrator(DeployListener listener, Stop stop) {
    this.listener = listener;
    this.stop = stop;
  }

  /** Whether somebody wants it to end. */
  Stop stop() {
    return stop;
  }

  /** From now on an operation goes on whose steps took so long the last times. */
  public void begin(StepTimes before) {
    times = Optional.of(before);
    stop.begin();
  }

  /** Tells an event. */
  public synchronized void tell(DeployEvent event) {
    listener.on(event);
  }

  /** Tells something that stops nothing. */
  public void notice(String text) {
    tell(new DeployEvent.Notice(text));
  }

  /**
   * Does what nothing hangs on: a failure of the cloud is told, and stops nothing.
   *
   * @param place what of the cloud it works on
   * @param told what did not happen then
   */
  void tolerating(String place, String told, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (!(CloudErrors.explained(e, place) instanceof ProblemException failure)) {
        throw e;
      }
      notice(told + ": " + failure.first().what());
    }
  }

  /** Does a step, tells its beginning and its end. */
  public <T> T step(String name, Supplier<T> work, Function<T, String> result) {
    stop.before(name);
    tell(new DeployEvent.StepStarted(name, times.flatMap(before -> before.usual(name))));
    long start = System.nanoTime();
    T value = work.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    tell(new DeployEvent.StepFinished(name, result.apply(value), took));
    times.ifPresent(before -> before.add(name, took));
    return value;
  }
}
