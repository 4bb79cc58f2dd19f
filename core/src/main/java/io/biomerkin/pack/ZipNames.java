package io.biomerkin.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in a package, by name. */
final class ZipNames {

  private ZipNames() {}

  static Collection<String> of(Path zip) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return List.copyOf(file.stream().map(ZipEntry::getName).toList());
    } catch (IOException e) {
      throw Faults.unreadable(zip, e);
    }
  }
}
