package io.biomerkin.cloud.local.lambda.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A zip of code: measured and unpacked without leaving its folder. */
public final class CodePackage {

  private CodePackage() {}

  /**
   * How large it is unpacked, read to its end since headers can lie; counting stops at the limit.
   *
   * @return the bytes; negative when it holds no file
   * @throws IOException when it is no zip, or an entry would leave the folder
   */
  public static long unzippedSize(byte[] zip, long limit) throws IOException {
    long size = -1;
    byte[] buffer = new byte[1 << 16];
    try (ZipFile file = open(zip)) {
      for (ZipArchiveEntry entry : entries(file)) {
        checkedName(entry);
        size = Math.max(size, 0);
        try (InputStream in = file.getInputStream(entry)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size >= limit) {
              return size;
            }
          }
        }
      }
    }
    return size;
  }

  /** Unpacks it into a folder that is there. */
  static void unpack(byte[] zip, Path folder) throws IOException {
    try (ZipFile file = open(zip)) {
      for (ZipArchiveEntry entry : entries(file)) {
        Path target = folder.resolve(checkedName(entry)).normalize();
        if (!target.startsWith(folder)) {
          throw outside(entry);
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry);
            OutputStream out = Files.newOutputStream(target)) {
          in.transferTo(out);
        }
        if ((entry.getUnixMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
          throw new IOException("cannot make executable: " + target);
        }
      }
    }
  }

  private static ZipFile open(byte[] zip) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(zip)).get();
  }

  private static List<ZipArchiveEntry> entries(ZipFile file) {
    return Collections.list(file.getEntries()).stream()
        .filter(entry -> !entry.isDirectory())
        .toList();
  }

  private static String checkedName(ZipArchiveEntry entry) throws IOException {
    String name = entry.getName();
    boolean leaves =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains("\0")
            || List.of(name.split("/")).contains("..");
    if (leaves || entry.isUnixSymlink()) {
      throw outside(entry);
    }
    return name;
  }

  private static IOException outside(ZipArchiveEntry entry) {
    return new IOException("the entry leaves its folder: " + entry.getName());
  }
}
