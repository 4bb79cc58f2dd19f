package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;

/**
 * A repository's configuration as Git sees it. JGit does not know conditional includes ({@code
 * includeIf}), so where there is one, Git itself is asked.
 */
final class EffectiveConfig {

  private EffectiveConfig() {}

  static Config of(Repository repository) {
    Config known = repository.getConfig();
    return hasConditions(known) ? asked(repository.getWorkTree().toPath(), known) : known;
  }

  private static boolean hasConditions(Config repository) {
    Stream<String> own = repository.getSections().stream();
    try {
      SystemReader system = SystemReader.getInstance();
      Stream<String> user = system.getUserConfig().getSections().stream();
      Stream<String> machine = system.getSystemConfig().getSections().stream();
      return Stream.of(own, user, machine)
          .flatMap(sections -> sections)
          .anyMatch("includeif"::equalsIgnoreCase);
    } catch (IOException | ConfigInvalidException e) {
      throw Opening.failed("", "Git's configuration cannot be read: " + e.getMessage(), e);
    }
  }

  private static Config asked(Path folder, Config otherwise) {
    try {
      List<String> command = List.of("git", "config", "--includes", "--list", "-z");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? parse(new String(output, StandardCharsets.UTF_8)) : otherwise;
    } catch (IOException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }

  /** {@code section.subsection.name}, a line end, the value, a zero byte; and the next. */
  private static Config parse(String listed) {
    Map<String, String> last = new LinkedHashMap<>();
    for (String entry : listed.split("\0")) {
      String[] parts = entry.split("\n", 2);
      last.put(parts[0], parts.length == 2 ? parts[1] : "true");
    }
    Config config = new Config();
    last.forEach(
        (key, value) -> {
          int first = key.indexOf('.');
          int end = key.lastIndexOf('.');
          if (first > 0) {
            String subsection = first == end ? null : key.substring(first + 1, end);
            config.setString(key.substring(0, first), subsection, key.substring(end + 1), value);
          }
        });
    return config;
  }
}
