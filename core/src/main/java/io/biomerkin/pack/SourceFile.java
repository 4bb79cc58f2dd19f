package io.biomerkin.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a package.
 *
 * @param path its name in the package, with slashes
 * @param executable whether its owner may execute it
 * @param size its size in bytes when it was found
 * @param file where it is
 */
record SourceFile(String path, boolean executable, long size, Path file) {

  /** A jar where Lambda looks for them. */
  static SourceFile library(Path jar) {
    try {
      return new SourceFile("lib/" + jar.getFileName(), false, Files.size(jar), jar);
    } catch (IOException e) {
      throw Faults.unreadable(jar, e);
    }
  }
}
