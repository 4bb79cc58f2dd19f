package io.biomerkin.maven.console;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; the last column may have cells of many lines. */
final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().flatMap(row -> lines(row, widths).stream()).toList();
  }

  private static List<String> lines(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
    }
    List<String> lines = new ArrayList<>();
    int start = line.length();
    for (String part : row.get(row.size() - 1).split("\\R")) {
      lines.add(line.append(part).toString().stripTrailing());
      line.setLength(0);
      line.append(" ".repeat(start));
    }
    return lines;
  }
}
