package io.biomerkin.model.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The six fields of {@code cron(…)} (AWS: "Cron expressions reference"). */
final class CronRule {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final Pattern CRON = Pattern.compile("cron\\((\\S+(?: \\S+){5})\\)");

  /** One value, a range, or either with a step. */
  private static final Pattern PART =
      Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/([1-9]\\d*))?");

  private enum Field {
    MINUTES("minutes", 0, 59, List.of(), ""),
    HOURS("hours", 0, 23, List.of(), ""),
    DAY_OF_MONTH("day of month", 1, 31, List.of(), "\\?|L|LW|\\d{1,2}W"),
    MONTH("month", 1, 12, MONTHS, ""),
    DAY_OF_WEEK("day of week", 1, 7, DAYS, "\\?|L|[1-7]L|[1-7]#[1-5]"),
    YEAR("year", 1970, 2199, List.of(), "");

    private final String title;
    private final int least;
    private final int most;
    private final List<String> names;
    private final Pattern special;

    Field(String title, int least, int most, List<String> names, String special) {
      this.title = title;
      this.least = least;
      this.most = most;
      this.names = names;
      this.special = Pattern.compile(special);
    }

    private boolean takes(String text) {
      return special.matcher(text).matches()
          || List.of(text.split(",", -1)).stream().allMatch(this::takesPart);
    }

    private boolean takesPart(String part) {
      Matcher matcher = PART.matcher(part);
      return matcher.matches() && isIn(matcher.group(1)) && isIn(matcher.group(2));
    }

    private boolean isIn(@org.jspecify.annotations.Nullable String value) {
      if (value == null || names.contains(value.toUpperCase(Locale.ROOT))) {
        return true;
      }
      return value.matches("\\d{1,4}")
          && Integer.parseInt(value) >= least
          && Integer.parseInt(value) <= most;
    }
  }

  private CronRule() {}

  /** What is wrong with it; empty for what is no cron expression either. */
  static Optional<String> broken(String expression) {
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      return Optional.empty();
    }
    String[] values = cron.group(1).split(" ");
    for (Field field : Field.values()) {
      if (!field.takes(values[field.ordinal()])) {
        return Optional.of(
            "'%s' is no %s: %d to %d"
                .formatted(values[field.ordinal()], field.title, field.least, field.most));
      }
    }
    boolean month = values[Field.DAY_OF_MONTH.ordinal()].equals("?");
    boolean week = values[Field.DAY_OF_WEEK.ordinal()].equals("?");
    return month == week
        ? Optional.of("one of day of month and day of week, and one only, must be ?")
        : Optional.empty();
  }
}
