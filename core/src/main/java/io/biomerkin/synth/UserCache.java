package io.biomerkin.synth;

import java.nio.file.Path;

/** The folder for what is kept between runs and may be thrown away at any time. */
final class UserCache {

  private UserCache() {}

  /** Where the platform wants it: by the XDG Base Directory Specification, or as macOS does. */
  static Path folder() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    Path caches =
        given != null && Path.of(given).isAbsolute()
            ? Path.of(given)
            : System.getProperty("os.name").startsWith("Mac")
                ? home.resolve("Library/Caches")
                : home.resolve(".cache");
    return caches.resolve("biomerkin");
  }
}
