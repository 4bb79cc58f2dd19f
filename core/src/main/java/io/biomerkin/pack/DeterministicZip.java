package io.biomerkin.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes a zip whose bytes follow from names, contents and executable bits alone. */
final class DeterministicZip {

  /** The first moment a zip can tell is read differently by different programs: a month later. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final int REGULAR = 0100000;
  private static final int READABLE = 0644;
  private static final int EXECUTABLE = 0755;

  private DeterministicZip() {}

  /**
   * Writes the files in the order given.
   *
   * @param output takes the zip; left open
   * @param check is shown each file as it was read
   */
  static void write(List<SourceFile> files, OutputStream output, Consumer<CompressedFile> check)
      throws IOException {
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(output);
    for (List<SourceFile> batch : Compression.batches(files)) {
      for (CompressedFile file : Compression.compress(batch)) {
        check.accept(file);
        zip.addRawArchiveEntry(entry(file), file.compressed());
      }
    }
    zip.finish();
  }

  private static ZipArchiveEntry entry(CompressedFile file) {
    ZipArchiveEntry entry = new ZipArchiveEntry(file.source().path());
    entry.setTimeLocal(TIME);
    entry.setUnixMode(REGULAR | (file.source().executable() ? EXECUTABLE : READABLE));
    entry.setMethod(file.isStored() ? ZipEntry.STORED : ZipEntry.DEFLATED);
    entry.setCrc(file.crc());
    entry.setSize(file.size());
    entry.setCompressedSize(file.compressedSize());
    return entry;
  }
}
