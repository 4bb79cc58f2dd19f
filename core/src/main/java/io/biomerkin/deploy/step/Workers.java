package io.biomerkin.deploy.step;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Threads for work that waits for nobody else; what one throws, the caller gets as it was. */
public final class Workers implements AutoCloseable {

  private final ExecutorService threads;

  /** At most that many at once. */
  public Workers(int count) {
    ThreadFactory daemons =
        work -> {
          Thread thread = new Thread(work, "biomerkin-worker");
          thread.setDaemon(true);
          return thread;
        };
    this.threads = Executors.newFixedThreadPool(count, daemons);
  }

  /** Begins the work; the supplier given back waits for it. */
  public <T> Supplier<T> begin(Callable<T> work) {
    Future<T> future = threads.submit(work);
    return () -> join(future);
  }

  /** Does all of it at once and gives the results in order. */
  public <T> List<T> all(List<? extends Callable<T>> work) {
    List<Future<T>> futures = work.stream().map(threads::submit).toList();
    return futures.stream().map(Workers::join).toList();
  }

  /** Does the same with each at once and gives the results in their order. */
  public <A, T> List<T> each(Collection<A> all, Work<A, T> work) {
    return all(all.stream().<Callable<T>>map(one -> () -> work.of(one)).toList());
  }

  /** What is done with each. */
  @FunctionalInterface
  public interface Work<A, T> {
    /** Does it with one. */
    T of(A one) throws Exception;
  }

  /** Whether nobody waits any more for what is still going on. */
  boolean isClosed() {
    return threads.isShutdown();
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("interrupted while waiting");
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException known) {
      return known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
