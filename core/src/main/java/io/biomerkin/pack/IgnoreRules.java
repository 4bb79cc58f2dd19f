package io.biomerkin.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * What is left out of a package: what nobody wants in one, and what the folder's own ignore file
 * names, in the syntax of {@code .gitignore}.
 */
final class IgnoreRules {

  /** The ignore file, at the top of the code folder. */
  static final String FILE = ".biomerkinignore";

  private static final Set<String> NAMES =
      Set.of(
          FILE,
          ".git",
          ".gitignore",
          ".gitattributes",
          ".hg",
          ".svn",
          ".DS_Store",
          "Thumbs.db",
          "__pycache__",
          ".pytest_cache",
          ".mypy_cache",
          ".ruff_cache",
          ".tox",
          ".venv",
          ".idea",
          ".vscode",
          ".biomerkin");

  /**
   * What pip writes beside the package itself: it tells of the machine and the hour, and Lambda
   * starts no scripts.
   */
  private static final String INSTALLED =
      """
      /bin/
      *.dist-info/RECORD
      *.dist-info/INSTALLER
      *.dist-info/REQUESTED
      *.dist-info/direct_url.json
      """;

  private final IgnoreNode own;

  private IgnoreRules(IgnoreNode own) {
    this.own = own;
  }

  /** The rules for what pip has installed. */
  static IgnoreRules ofInstalled() {
    IgnoreNode own = new IgnoreNode();
    try {
      own.parse(new ByteArrayInputStream(INSTALLED.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new IgnoreRules(own);
  }

  /** The rules for a code folder. */
  static IgnoreRules of(Path folder) {
    Path file = folder.resolve(FILE);
    IgnoreNode own = new IgnoreNode();
    if (Files.isRegularFile(file)) {
      try (InputStream input = Files.newInputStream(file)) {
        own.parse(input);
      } catch (IOException e) {
        throw Faults.unreadable(file, e);
      }
    }
    return new IgnoreRules(own);
  }

  /** Whether a path is left out; what lies in a folder that is left out need not be asked for. */
  boolean ignores(String path, boolean folder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return NAMES.contains(name)
        || name.endsWith(".pyc")
        || ("/" + path).endsWith("/node_modules/.cache")
        || Boolean.TRUE.equals(own.checkIgnored(path, folder));
  }
}
