package io.biomerkin.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 12 * * ? *)",
        "cron(0/15 8-17 ? * MON-FRI 2026-2030)",
        "cron(5,35 14 L * ? *)",
        "cron(0 10 ? * 6L *)",
        "cron(0 10 ? jan,JUL 2#1 *)",
        "cron(0 10 15W * ? *)",
        "rate(1 hour)"
      })
  void those_that_aws_knows_are_taken(String expression) {
    assertThat(CronRule.broken(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          cron(99 99 * * ? *)    | '99' is no minutes: 0 to 59
          cron(0 24 * * ? *)     | '24' is no hours: 0 to 23
          cron(0 0 0 * ? *)      | '0' is no day of month: 1 to 31
          cron(0 0 1 13 ? *)     | '13' is no month: 1 to 12
          cron(0 0 ? * 0 *)      | '0' is no day of week: 1 to 7
          cron(0 0 ? * MON 1969) | '1969' is no year: 1970 to 2199
          cron(0/0 0 ? * MON *)  | '0/0' is no minutes: 0 to 59
          cron(0 0 * * * *)      | one of day of month and day of week, and one only, must be ?
          cron(0 0 ? * ? *)      | one of day of month and day of week, and one only, must be ?
          """)
  void those_that_it_would_refuse_late_are_told(String expression, String told) {
    assertThat(CronRule.broken(expression)).contains(told);
  }
}
