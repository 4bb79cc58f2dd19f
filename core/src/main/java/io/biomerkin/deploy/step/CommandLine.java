package io.biomerkin.deploy.step;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program and its arguments. Words are split at white space; single or double quotes keep one
 * together. There is no shell.
 *
 * @param words the program and its arguments
 */
record CommandLine(List<String> words) {

  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  CommandLine {
    words = List.copyOf(words);
  }

  static CommandLine parse(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
    }
    return new CommandLine(words);
  }

  String program() {
    return words.get(0);
  }

  /** Whether the program is a file that can be executed, from the folder or from the PATH. */
  boolean isInstalled(Path folder) {
    if (program().contains("/")) {
      return Files.isExecutable(folder.resolve(program()));
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, program()))
        .anyMatch(file -> Files.isExecutable(file) && !Files.isDirectory(file));
  }
}
