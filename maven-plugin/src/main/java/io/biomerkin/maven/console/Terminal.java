package io.biomerkin.maven.console;

import java.io.Console;

/**
 * What the output goes to.
 *
 * @param live whether lines can be drawn over
 * @param width how many letters a line has
 */
public record Terminal(boolean live, int width) {

  private static final int USUAL_WIDTH = 100;

  /** A terminal only when a person may be there: not in CI, not with {@code -B}. */
  public static Terminal detect(boolean interactive) {
    String term = System.getenv().getOrDefault("TERM", "dumb");
    boolean ci = System.getenv().containsKey("CI");
    return new Terminal(interactive && !ci && !term.equals("dumb") && isTerminal(), columns());
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

  private static int columns() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }
}
