package io.biomerkin.cloud.local.logs;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of terms: all of the plain ones, none of the {@code -} ones, one of the {@code
 * ?} ones.
 */
record FilterPattern(List<String> all, List<String> none, List<String> any) {

  private static final Pattern TERM = Pattern.compile("([-?]?)(?:\"([^\"]*)\"|(\\S+))");

  static FilterPattern parse(String text) {
    String pattern = text.strip();
    if (pattern.startsWith("{") || pattern.startsWith("[") || pattern.startsWith("%")) {
      throw new ProblemException(
          ProblemCode.NOT_EMBEDDED,
          "FilterLogEvents",
          "the embedded cloud knows filter patterns of terms only, not " + pattern,
          "docs/embedded-cloud.md lists what it has");
    }
    FilterPattern filter =
        new FilterPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Matcher terms = TERM.matcher(pattern);
    while (terms.find()) {
      String term = terms.group(2) == null ? terms.group(3) : terms.group(2);
      filter.terms(terms.group(1)).add(term);
    }
    return filter;
  }

  boolean matches(String message) {
    return all.stream().allMatch(message::contains)
        && none.stream().noneMatch(message::contains)
        && (any.isEmpty() || any.stream().anyMatch(message::contains));
  }

  private List<String> terms(String sign) {
    return switch (sign) {
      case "-" -> none;
      case "?" -> any;
      default -> all;
    };
  }
}
