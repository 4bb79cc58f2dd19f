package io.biomerkin.cloud.local.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One lock a folder, between threads and between processes; a thread may hold it many times. */
public final class StateLock {

  private static final Map<Path, StateLock> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threads = new ReentrantLock(true);
  private @Nullable FileChannel channel;

  private StateLock(Path file) {
    this.file = file;
  }

  static StateLock of(Path file) {
    return LOCKS.computeIfAbsent(file, StateLock::new);
  }

  /** Waits for the lock and takes it. */
  public void acquire() {
    threads.lock();
    if (threads.getHoldCount() > 1) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
    } catch (IOException e) {
      threads.unlock();
      throw Atomically.writeFailed(file, e);
    }
  }

  /** Gives back one hold of the lock. */
  public void release() {
    if (threads.getHoldCount() == 1 && channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw Atomically.writeFailed(file, e);
      } finally {
        channel = null;
        threads.unlock();
      }
    } else {
      threads.unlock();
    }
  }

  /** Does something long, e.g. runs a function, while others may have the lock. */
  public <T> T without(Supplier<T> work) {
    int holds = threads.getHoldCount();
    for (int i = 0; i < holds; i++) {
      release();
    }
    try {
      return work.get();
    } finally {
      for (int i = 0; i < holds; i++) {
        acquire();
      }
    }
  }
}
