package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit measures a file system's time stamps for three seconds before it first trusts them. Where no
 * earlier measurement is on record, a coarse resolution is assumed in memory instead: always
 * correct, as a file written in the last two seconds is then simply read again.
 */
final class TimestampResolution {

  private TimestampResolution() {}

  static void assumeCoarse(Path folder) {
    // Should JGit ever name its record otherwise, it measures beside us, not before us.
    FS.FileStoreAttributes.setBackground(true);
    try {
      String store = key(Files.getFileStore(folder));
      SystemReader system = SystemReader.getInstance();
      if (system.getUserConfig().getString(section(), store, resolution()) == null) {
        // Never saved: setting a value does not write it.
        StoredConfig memory = system.getJGitConfig();
        memory.setString(section(), store, resolution(), coarse());
      }
    } catch (IOException | ConfigInvalidException | RuntimeException e) {
      // Only speed is lost; a broken configuration is told where it is really needed.
      return;
    }
  }

  private static String section() {
    return ConfigConstants.CONFIG_FILESYSTEM_SECTION;
  }

  private static String resolution() {
    return ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION;
  }

  private static String coarse() {
    long millis = FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION.toMillis();
    return millis + " " + TimeUnit.MILLISECONDS.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The name under which JGit keeps its measurement of a file system. */
  private static String key(FileStore store) throws IOException {
    Object volume = null;
    if (SystemReader.getInstance().isWindows()) {
      volume = store.getAttribute("volume:vsn");
    }
    return System.getProperty("java.vendor")
        + '|'
        + System.getProperty("java.version")
        + '|'
        + (volume instanceof Integer ? volume.toString() : store.name());
  }
}
