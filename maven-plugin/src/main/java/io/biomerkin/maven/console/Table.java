package io.biomerkin.maven.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column may have cells of many lines. */
final class Table {

  private static final String GAP = "  ";

  /** What folds is given so many letters before a column is left out for it. */
  private static final int FOLDED = 24;

  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Every column, however wide. */
  List<String> lines() {
    return lines(Integer.MAX_VALUE);
  }

  /**
   * Lines of at most that width: columns are left out, the first of those named first, and said to
   * be; what is in the last column is folded between its words.
   */
  List<String> lines(int width, String... lessImportant) {
    List<String> leftOut = new ArrayList<>();
    Table fitting = this;
    for (String column : lessImportant) {
      boolean folds = !List.of(lessImportant).contains(fitting.last(0));
      if (fitting.width(folds) <= width) {
        break;
      }
      fitting = fitting.without(column);
      leftOut.add(column);
    }
    List<String> lines = new ArrayList<>();
    int[] widths = fitting.widths();
    fitting.rows.forEach(row -> lines.addAll(lines(row, widths, width)));
    if (!leftOut.isEmpty()) {
      String note =
          "no room for " + String.join(", ", leftOut) + ": a wider terminal or mvn -B shows all";
      lines.addAll(Folded.of(note, width));
    }
    return lines;
  }

  private String last(int row) {
    return rows.get(row).get(rows.get(row).size() - 1);
  }

  private Table without(String column) {
    int at = rows.get(0).indexOf(column);
    Table table = new Table();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      cells.remove(at);
      table.rows.add(cells);
    }
    return table;
  }

  /** Of all columns but the last. */
  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private int width(boolean folds) {
    int[] widths = widths();
    int width = Arrays.stream(widths).sum() + (widths.length - 1) * GAP.length();
    int last = 0;
    for (int i = 0; i < rows.size(); i++) {
      last = Math.max(last, last(i).length());
    }
    return width + (folds ? Math.min(last, FOLDED) : last);
  }

  private static List<String> lines(List<String> row, int[] widths, int width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
    }
    int start = line.length();
    List<String> lines = new ArrayList<>();
    for (String part : Folded.of(row.get(row.size() - 1), width - start)) {
      lines.add(line.append(part).toString().stripTrailing());
      line.setLength(0);
      line.append(" ".repeat(start));
    }
    return lines;
  }
}
