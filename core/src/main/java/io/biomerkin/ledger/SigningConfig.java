package io.biomerkin.ledger;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;

/**
 * What Git's configuration says of signatures.
 *
 * @param config the effective configuration
 * @param workTree where its relative paths begin
 */
record SigningConfig(Config config, Path workTree) {

  /** The program for signatures of that format. */
  String program(String format, String fallback) {
    Optional<String> own = value(format, "program");
    Optional<String> common = format.equals("openpgp") ? value(null, "program") : Optional.empty();
    return own.or(() -> common).map(SigningConfig::atHome).orElse(fallback);
  }

  /** A file for SSH signatures. */
  Optional<Path> sshFile(String key) {
    return value("ssh", key).map(path -> workTree.resolve(atHome(path)));
  }

  /** {@code gpg.minTrustLevel}. */
  Optional<String> minimalTrust() {
    return value(null, "minTrustLevel");
  }

  private Optional<String> value(@org.jspecify.annotations.Nullable String section, String key) {
    return Optional.ofNullable(config.getString("gpg", section, key))
        .filter(value -> !value.isEmpty());
  }

  private static String atHome(String path) {
    return path.startsWith("~/") ? FS.DETECTED.userHome() + path.substring(1) : path;
  }
}
