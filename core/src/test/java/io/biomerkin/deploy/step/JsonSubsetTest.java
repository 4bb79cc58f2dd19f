package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSubsetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1} | {\"a\":1,\"b\":2} | ``",
        "{\"a\":1} | {\"a\":1.0} | ``",
        "{\"a\":{\"b\":true}} | {\"a\":{\"b\":true,\"c\":1}} | ``",
        "{\"body\":{\"ok\":true}} | {\"body\":\"{\\\"ok\\\":true}\"} | ``",
        "{\"a\":1} | {\"a\":2} | /a is 2, expected 1",
        "{\"a\":{\"b\":1}} | {\"a\":{}} | /a/b is missing, expected 1",
        "{\"a\":[1,2]} | {\"a\":[1]} | /a is [1], expected [1,2]",
        "{\"a\":1} | no json | the answer is missing, expected {\"a\":1}",
      })
  void tells_the_first_member_that_is_not_as_expected(
      String expected, String actual, String difference) {
    assertThat(JsonSubset.difference(expected, actual)).isEqualTo(difference);
  }
}
