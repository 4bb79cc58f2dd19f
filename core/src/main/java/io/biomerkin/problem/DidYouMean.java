package io.biomerkin.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one was probably meant to be. */
public final class DidYouMean {

  private static final int LONG_WORD = 6;

  private DidYouMean() {}

  /** {@code did you mean 'x'?}, or an empty text when no known word is near. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "did you mean '" + near + "'?").orElse("");
  }

  /** The known word that is nearest, when one is near enough: a third of its letters may differ. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The known word that one was surely meant to be: another case, one wrong letter in a short word,
   * two in a long one. For words that may as well be somebody else's.
   */
  public static Optional<String> misspelt(String word, Collection<String> known) {
    int wrong = word.length() < LONG_WORD ? 1 : 2;
    return nearest(word, known)
        .filter(near -> near.length() > 2 || near.equalsIgnoreCase(word))
        .filter(near -> distance(word, near) <= wrong);
  }

  /** How many letters must be added, dropped, changed or swapped with their neighbour. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(int[][] steps, String a, String b, int i, int j) {
    int change = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
