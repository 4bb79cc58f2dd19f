package io.biomerkin.maven;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What is found out on a thread of its own while the goal does something else; what that throws,
 * whoever asks gets as it was.
 */
final class Ahead<T> implements Supplier<T> {

  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Ahead() {}

  /** Begins the work. */
  static <T> Ahead<T> begin(Supplier<T> work) {
    Ahead<T> ahead = new Ahead<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                ahead.result.complete(work.get());
              } catch (Throwable e) {
                ahead.result.completeExceptionally(e);
              }
            },
            "biomerkin-ahead");
    thread.setDaemon(true);
    thread.start();
    return ahead;
  }

  @Override
  public T get() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
