package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"errorType":"ValueError","errorMessage":"no","stackTrace":["  File \\"/var/task/a/front.py\\", line 3, in handler\\n    sum()\\n","  File \\"/var/task/sums.py\\", line 12, in sum\\n"]} | fails with ValueError: no (sums.py:12)
          {"errorType":"TypeError","errorMessage":"x is not a function","trace":["TypeError: x is not a function","    at handler (file:///var/task/index.mjs:4:9)","    at process.processTicks (node:internal/process/task_queues:95:5)"]} | fails with TypeError: x is not a function (index.mjs:4)
          {"errorType":"java.lang.IllegalStateException","errorMessage":"no","stackTrace":["calc.Adder.handle(Adder.java:7)"]} | fails with java.lang.IllegalStateException: no (Adder.java:7)
          {"errorType":"ClientError","errorMessage":"no","stackTrace":["  File \\"/var/task/front.py\\", line 9, in handler\\n","  File \\"/var/lang/lib/python3.11/site-packages/botocore/client.py\\", line 83, in call\\n"]} | fails with ClientError: no (front.py:9)
          {"errorMessage":"Task timed out after 3.00 seconds"} | fails with Task timed out after 3.00 seconds
          {"errorType":"Runtime.ExitError","errorMessage":"exit status 1","stackTrace":[]} | fails with Runtime.ExitError: exit status 1
          no JSON | fails with no JSON
          """)
  void an_error_is_told_with_its_place(String payload, String told) {
    assertThat(new AgentError(payload)).hasToString(told);
  }
}
