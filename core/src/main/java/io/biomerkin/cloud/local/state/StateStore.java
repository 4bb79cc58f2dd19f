package io.biomerkin.cloud.local.state;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The state of one account and region. Documents and blobs are read afresh on every call and
 * written through a temporary file that is renamed, so that a process that dies leaves the old or
 * the new.
 */
public final class StateStore {

  /** Raised whenever a document changes so that an older version would misread it. */
  static final int VERSION = 1;

  private static final String VERSION_FILE = "version";

  private final Path folder;
  private final Writes writes;
  private final StateLock lock;

  private StateStore(Path folder, Writes writes) {
    this.folder = folder;
    this.writes = writes;
    this.lock = StateLock.of(folder.resolve("lock"));
  }

  /**
   * The state kept in the folder, or a new one.
   *
   * @throws ProblemException when it is of a newer version, or is none
   */
  public static StateStore open(Path folder) {
    return open(folder, Writes.atomic());
  }

  /** The same, every file written in a way of one's own. */
  public static StateStore open(Path folder, Writes writes) {
    StateStore store = new StateStore(folder.toAbsolutePath().normalize(), writes);
    store.checkVersion();
    return store;
  }

  /** The lock that every call holds. */
  public StateLock lock() {
    return lock;
  }

  /**
   * Documents of one kind.
   *
   * @param kind where they are kept, e.g. {@code lambda/functions}
   * @param type a record that Jackson can write and read
   */
  public <T> Documents<T> documents(String kind, Class<T> type) {
    return new Documents<>(folder(kind), type, writes);
  }

  /** Blobs of one kind, by their digest, e.g. {@code s3/blobs}. */
  public Blobs blobs(String kind) {
    return new Blobs(folder(kind), writes);
  }

  /** A folder for what is neither, e.g. the files of DynamoDB Local. Made when it is asked for. */
  public Path folder(String kind) {
    Path wanted = folder.resolve(kind);
    // Asked for on every call: what is there costs one look.
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    try {
      if (!Files.exists(folder.resolve(VERSION_FILE))) {
        Files.createDirectories(folder);
        writes.write(
            folder.resolve(VERSION_FILE),
            Integer.toString(VERSION).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return Files.createDirectories(wanted);
    } catch (IOException e) {
      throw Atomically.writeFailed(folder, e);
    }
  }

  private void checkVersion() {
    Path file = folder.resolve(VERSION_FILE);
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw corrupt(file, "cannot be read: " + e.getMessage());
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw corrupt(file, "is not a version");
    }
    if (Integer.parseInt(text) > VERSION) {
      throw new ProblemException(
          ProblemCode.STATE_NEWER,
          folder.toString(),
          "the embedded cloud's state has version " + text + ", this tool knows " + VERSION,
          "use the newer version of the tool, or another folder with -Dbiomerkin.state=FOLDER");
    }
  }

  static ProblemException corrupt(Path file, String what) {
    return new ProblemException(
        ProblemCode.STATE_CORRUPT,
        file.toString(),
        "the embedded cloud's state " + what,
        "put the file back from a copy, or move its folder away to start with an empty cloud");
  }
}
