package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * All that a process can leave which is killed at one of its calls, before it or after it: the
 * project and its clouds as they are on the disk at that moment. What many deaths leave is kept
 * once.
 */
final class Deaths implements CallInterceptor {

  private final Path folder;
  private final Path graves;
  private final Set<List<Long>> known = new HashSet<>();
  private final List<Death> deaths = new ArrayList<>();
  private int calls;

  private Deaths(Path folder, Path graves) {
    this.folder = folder;
    this.graves = graves;
  }

  /**
   * One of them.
   *
   * @param when at which call
   * @param folder what was left
   */
  record Death(String when, Path folder) {
    @Override
    public String toString() {
      return "dead " + when;
    }
  }

  /** Runs the operation to its end, which is to be looked at too. */
  static List<Death> of(Project project, Path graves, Runnable operation) {
    Deaths deaths = new Deaths(project.folder, graves);
    project.interceptor = Optional.of(deaths);
    try {
      operation.run();
    } finally {
      project.interceptor = Optional.empty();
    }
    return List.copyOf(deaths.deaths);
  }

  /** One call at a time, or a copy would hold half of what another one writes. */
  @Override
  public synchronized @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
    calls++;
    keep("before call " + calls + ", " + call);
    try {
      return operation.get();
    } finally {
      keep("after call " + calls + ", " + call);
    }
  }

  private void keep(String when) {
    if (known.add(sums())) {
      Path grave = graves.resolve(Integer.toString(deaths.size() + 1));
      deaths.add(new Death(when, Crash.copy(folder, grave)));
    }
  }

  /** Two 32-bit sums, as there are thousands to make; deaths in question are dozens. */
  private List<Long> sums() {
    Checksum one = new CRC32();
    Checksum other = new CRC32C();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted().toList()) {
        byte[] name = file.toString().getBytes(StandardCharsets.UTF_8);
        one.update(name);
        other.update(name);
        if (Files.isRegularFile(file)) {
          byte[] content = Files.readAllBytes(file);
          one.update(content);
          other.update(content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(one.getValue(), other.getValue());
  }
}
