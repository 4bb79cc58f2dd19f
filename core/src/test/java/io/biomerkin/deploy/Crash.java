package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets the process of an operation die at one of its calls. */
final class Crash {

  /** Who dies after a look leaves what they would have left before it. */
  private static final Pattern LOOK = Pattern.compile("describe|get|head|list");

  private Crash() {}

  /** What no code of ours catches: as if the process had been killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record KillAt(int number, boolean after, AtomicInteger count) implements CallInterceptor {
    @Override
    public void before(Call call) {
      // Who died after a call makes no other one on the way out, such as giving the lock back.
      boolean dead = after ? count.get() >= number : count.incrementAndGet() >= number;
      if (dead) {
        throw new Killed();
      }
    }

    @Override
    public void after(Call call, @Nullable RuntimeException failure) {
      if (after
          && !LOOK.matcher(call.operation()).lookingAt()
          && count.incrementAndGet() >= number) {
        throw new Killed();
      }
    }
  }

  /** Whether the call is more than a look. */
  static boolean changes(CallInterceptor.Call call) {
    return !LOOK.matcher(call.operation()).lookingAt();
  }

  /**
   * From that call on every call dies: a dead process does not even give its lock back.
   *
   * @param number which call; after it, only those that change something count
   * @param environment the one that the operation locks
   * @return whether the operation made so many calls
   */
  static boolean dies(
      Project project, String environment, int number, boolean after, Runnable operation) {
    project.interceptor = Optional.of(new KillAt(number, after, new AtomicInteger()));
    try {
      operation.run();
      return false;
    } catch (Killed e) {
      return true;
    } finally {
      project.interceptor = Optional.empty();
      buryOwner(project, environment);
    }
  }

  /** Dies before the first call of that name. */
  static void diesOver(String call, Project project, String environment, Runnable operation) {
    project.interceptor = Optional.of(new Killer(call));
    try {
      operation.run();
      throw new AssertionError("there was no such call");
    } catch (Killer.Killed e) {
      // as wanted
    } finally {
      project.interceptor = Optional.empty();
      buryOwner(project, environment);
    }
  }

  /** This process lives on; the one that the lock and its trace name must not. */
  private static void buryOwner(Project project, String environment) {
    ReleaseStore store = project.store(environment);
    String key = ReleaseStore.lockKey(environment);
    store.get(key).ifPresent(lock -> store.put(key, buried(lock.text())));
    Path trace = project.folder.resolve(".biomerkin/cache").resolve(store.bucket()).resolve(key);
    try {
      if (Files.exists(trace)) {
        Files.writeString(trace, buried(Files.readString(trace)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String buried(String lock) {
    String pid = "\"pid\":" + ProcessHandle.current().pid();
    return lock.replace(pid, "\"pid\":999999999");
  }

  /** The folder as it is, elsewhere. */
  static Path copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }
}
