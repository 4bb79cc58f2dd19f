package io.biomerkin.deploy;

import io.biomerkin.cloud.CloudClock;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the environments that are tried out on the embedded cloud. It can be put forward,
 * for good, so that nobody has to wait for an hour to have passed; never back, and it is no other
 * environment's.
 */
final class TryOutClock {

  private final Path file;

  TryOutClock(Path state) {
    this.file = state.resolve("try-out-clock");
  }

  /** That clock, as far ahead of the given one as it was put. */
  CloudClock over(CloudClock clock) {
    Duration ahead = ahead();
    return new CloudClock() {
      @Override
      public Instant now() {
        return clock.now().plus(ahead);
      }

      @Override
      public void sleep(Duration time) {
        clock.sleep(time);
      }
    };
  }

  /** Puts it forward. */
  void forward(Duration by) {
    String ahead = ahead().plus(by).toString();
    try {
      Path fresh = Files.createTempFile(file.getParent(), ".new-", "");
      Files.writeString(fresh, ahead);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.STATE_WRITE,
          file.toString(),
          "the clock of the try-outs cannot be put forward: " + e.getMessage(),
          "make room, or give permission to write there");
    }
  }

  private Duration ahead() {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException | DateTimeException e) {
      throw new ProblemException(
          ProblemCode.STATE_CORRUPT,
          file.toString(),
          "how far the clock of the try-outs is ahead cannot be read",
          "remove the file: the clock then tells the real time");
    }
  }
}
