package io.biomerkin.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * What is left out of a package: what nobody wants in one, and what the folder's own ignore file
 * names, in the syntax of {@code .gitignore}.
 */
final class IgnoreRules implements Ignored {

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

  private final Optional<IgnoreNode> own;

  private IgnoreRules(Optional<IgnoreNode> own) {
    this.own = own;
  }

  /** The rules for a code folder. */
  static IgnoreRules of(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new IgnoreRules(Optional.empty());
    }
    try (InputStream input = Files.newInputStream(file)) {
      IgnoreNode own = new IgnoreNode();
      own.parse(input);
      return new IgnoreRules(Optional.of(own));
    } catch (IOException e) {
      throw Faults.unreadable(file, e);
    }
  }

  @Override
  public boolean ignores(String path, boolean folder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return NAMES.contains(name)
        || name.endsWith(".pyc")
        || ("/" + path).endsWith("/node_modules/.cache")
        || own.map(rules -> rules.checkIgnored(path, folder)).orElse(false);
  }
}
