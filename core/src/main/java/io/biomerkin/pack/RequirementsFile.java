package io.biomerkin.pack;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code requirements.txt} that makes the same package today and in a year: every requirement
 * pinned, nothing taken from this machine.
 *
 * @param content the file as it is
 * @param names the names of what it pins, normalized as the package index does
 * @param hashed whether it says digests
 */
record RequirementsFile(String content, Set<String> names, boolean hashed) {

  /** Its name, at the top of the code folder. */
  static final String NAME = "requirements.txt";

  private static final Pattern PINNED =
      Pattern.compile(
          "(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*(\\[[^\\]]*\\])?\\s*===?\\s*[A-Za-z0-9.!+_-]+"
              + "\\s*(;.*)?(\\s+--hash[= ].*)?");

  private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Options that bring in files of this machine or forbid the wheels that we install. */
  private static final Pattern REFUSED_OPTION =
      Pattern.compile(
          "(-e|--editable|-r|--requirement|-c|--constraint|--no-binary)\\b.*"
              + "|(-f|--find-links)[= ]*(?!https?:).*");

  /**
   * Reads and judges the file; all that is wrong with it is told at once.
   *
   * @param label what the blueprint calls the file
   */
  static RequirementsFile read(Path file, String label) {
    String content;
    try {
      content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Faults.unreadable(file, e);
    }
    Set<String> names = new TreeSet<>();
    List<Problem> problems = new ArrayList<>();
    boolean hashed = false;
    for (Line line : lines(content)) {
      judge(line, names).ifPresent(problem -> problems.add(problem.at(label + ":" + line.number)));
      hashed |= line.text.contains("--hash");
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return new RequirementsFile(content, names, hashed);
  }

  /** A name as the package index compares it. */
  static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  private static Optional<Problem> judge(Line line, Set<String> names) {
    if (line.text.startsWith("-")) {
      return REFUSED_OPTION.matcher(line.text).matches()
          ? refused(option(line.text) + " is not taken here", "list what is needed in this file")
          : Optional.empty();
    }
    Matcher pinned = PINNED.matcher(line.text);
    if (pinned.matches()) {
      names.add(normalized(pinned.group("name")));
      return Optional.empty();
    }
    Matcher named = NAMED.matcher(line.text);
    boolean isPath =
        line.text.matches("[./~].*|[A-Za-z]:.*|[^\\s\\[<>=!~;@]*/.*|\\S+\\.(whl|zip|gz)");
    if (isPath || line.text.contains("@") || !named.lookingAt()) {
      return refused(
          "only requirements by name and version are taken, no paths and no addresses",
          "write name==version");
    }
    String name = named.group();
    return refused(
        name + " is not pinned to one version",
        "write " + name + "==VERSION, so that the same sources always make the same package");
  }

  private static String option(String line) {
    return line.split("[= ]", 2)[0];
  }

  private static Optional<Problem> refused(String what, String next) {
    return Optional.of(new Problem(ProblemCode.SOURCES_REFUSED, "", what, next));
  }

  /** Joins continued lines and drops comments, as pip does; empty lines are left out. */
  private static List<Line> lines(String content) {
    List<Line> lines = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int number = 0;
    int start = 1;
    for (String raw : content.lines().toList()) {
      number++;
      start = joined.isEmpty() ? number : start;
      String line = raw.replaceAll("(^|\\s)#.*$", "");
      boolean continued = line.endsWith("\\");
      joined.append(continued ? line.substring(0, line.length() - 1) + " " : line);
      if (!continued) {
        add(lines, start, joined);
      }
    }
    add(lines, start, joined);
    return lines;
  }

  private static void add(List<Line> lines, int start, StringBuilder joined) {
    String text = joined.toString().strip();
    joined.setLength(0);
    if (!text.isEmpty()) {
      lines.add(new Line(start, text));
    }
  }

  private record Line(int number, String text) {}
}
