package io.biomerkin.maven.console;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the output goes to.
 *
 * @param live whether lines can be drawn over
 * @param width how many letters a line has
 */
public record Terminal(boolean live, int width) {

  private static final int USUAL_WIDTH = 100;
  private static final String LOG_PREFIX = "[INFO] ";

  /** At the end of {@code 40 120}, which {@code stty size} prints, or of COLUMNS. */
  private static final Pattern COLUMNS = Pattern.compile("(?:\\d+ )?([1-9]\\d{1,3})\\s*");

  /** A terminal only when a person may be there: not in CI, not with {@code -B}. */
  public static Terminal detect(boolean interactive) {
    String term = System.getenv().getOrDefault("TERM", "dumb");
    boolean ci = System.getenv().containsKey("CI");
    boolean live = interactive && !ci && !term.equals("dumb") && isTerminal();
    return new Terminal(live, live ? columns() : USUAL_WIDTH);
  }

  /** How long a line of a report may be; without limit where it may be read by a program. */
  public int textWidth() {
    return live ? width - LOG_PREFIX.length() : Integer.MAX_VALUE;
  }

  /** Since Java 22 there is a console even where there is no terminal, and it tells which. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Shells know the width as COLUMNS but seldom hand it on; then the terminal is asked. */
  private static int columns() {
    String declared = System.getenv().getOrDefault("COLUMNS", "");
    return columns(declared.isEmpty() ? size() : declared);
  }

  static int columns(String told) {
    Matcher columns = COLUMNS.matcher(told);
    return columns.matches() ? Integer.parseInt(columns.group(1)) : USUAL_WIDTH;
  }

  private static String size() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
