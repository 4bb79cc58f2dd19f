package io.biomerkin.maven;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Ctrl-C while a goal runs: it is asked to end cleanly, and the JVM waits for that. Ctrl-C once
 * more ends the JVM at once; the next goal makes good what that leaves.
 */
final class Interruption implements AutoCloseable {

  private static final int BY_SIGNAL = 130;

  private final Runnable stop;
  private final Consumer<String> tell;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "biomerkin-interruption");
  private volatile String outcome = "it has ended well";

  private Interruption(Runnable stop, Consumer<String> tell) {
    this.stop = stop;
    this.tell = tell;
  }

  /**
   * Begins to listen.
   *
   * @param stop asks the goal to end
   * @param tell tells people
   */
  static Interruption of(Runnable stop, Consumer<String> tell) {
    Interruption interruption = new Interruption(stop, tell);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** How the goal fails; Maven will not get to tell it any more. */
  void failed(String text) {
    outcome = text;
  }

  private void interrupted() {
    if (ended.getCount() == 0) {
      return;
    }
    haltAtTheNext();
    tell.accept("stopping cleanly; Ctrl-C once more ends it at once, and the next goal tidies up");
    // Who starts to log now is not to say that it cannot tidy up after itself.
    System.setProperty("log4j2.shutdownHookEnabled", "false");
    stop.run();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tell.accept("stopped: " + outcome);
  }

  /**
   * A JVM that is shutting down does not hear Ctrl-C any more. The class that changes that is in
   * every JDK, but not among those that may be named.
   */
  private static void haltAtTheNext() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(BY_SIGNAL);
                return null;
              });
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      Object unused = signal.getMethod("handle", signal, handler).invoke(null, interrupt, halt);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Without it, a second Ctrl-C is not heard.
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook runs.
    }
  }
}
