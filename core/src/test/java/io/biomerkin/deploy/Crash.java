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
import java.util.regex.Pattern;

/** What it is that a process dies. */
final class Crash {

  private static final Pattern LOOK = Pattern.compile("describe|get|head|list");

  private Crash() {}

  /** Whether the call is more than a look. */
  static boolean changes(CallInterceptor.Call call) {
    return !LOOK.matcher(call.operation()).lookingAt();
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
      bury(project, environment);
    }
  }

  /** This process lives on; the dead one that the lock and its trace name must not. */
  static void bury(Project project, String environment) {
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
