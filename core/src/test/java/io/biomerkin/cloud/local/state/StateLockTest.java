package io.biomerkin.cloud.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateLockTest {

  @TempDir Path folder;

  @Test
  void one_thread_at_a_time_holds_it() throws Exception {
    int[] counter = {0};
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(threads.submit(() -> count(counter)));
    }
    for (Future<?> part : work) {
      part.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(counter[0]).isEqualTo(400);
  }

  private void count(int[] counter) {
    StateLock lock = StateStore.open(folder).lock();
    for (int i = 0; i < 100; i++) {
      lock.acquire();
      lock.acquire();
      counter[0] = counter[0] + 1;
      lock.release();
      lock.release();
    }
  }

  @Test
  void it_is_held_until_it_is_given_back_as_often_as_it_was_taken() throws Exception {
    StateLock lock = StateStore.open(folder).lock();
    lock.acquire();
    lock.acquire();
    lock.release();
    assertThat(isFree()).isFalse();

    lock.release();

    assertThat(isFree()).isTrue();
  }

  @Test
  void long_work_is_done_without_it() throws Exception {
    StateLock lock = StateStore.open(folder).lock();
    lock.acquire();
    lock.acquire();

    boolean free = lock.without(this::isFree);

    assertThat(free).isTrue();
    assertThat(isFree()).isFalse();
    assertThatThrownBy(
            () ->
                lock.without(
                    () -> {
                      throw new IllegalStateException("failed work");
                    }))
        .hasMessage("failed work");
    assertThat(isFree()).isFalse();
    lock.release();
    lock.release();
    assertThat(isFree()).isTrue();
  }

  /** Whether another process could take it: this one is refused as another would be. */
  private boolean isFree() {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
