package io.biomerkin.cloud.local.state;

import java.nio.file.Path;

/** How a file of the state is written; a test may let the disk be full or the process die here. */
@FunctionalInterface
public interface Writes {

  /** Writes the file whole or not at all. */
  void write(Path file, byte[] content);

  /** Through a temporary file that is renamed. */
  static Writes atomic() {
    return Atomically::write;
  }
}
