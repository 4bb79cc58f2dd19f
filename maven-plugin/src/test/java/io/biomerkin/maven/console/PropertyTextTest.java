package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ResourceChange.Property;
import org.junit.jupiter.api.Test;

class PropertyTextTest {

  private static java.util.List<String> told(String before, String after) {
    return PropertyText.of(new Property("P", before, after));
  }

  @Test
  void a_value_is_told_before_and_after() {
    assertThat(told("128", "256")).containsExactly("P  128 -> 256");
    assertThat(told("", "256")).containsExactly("P  (none) -> 256");
    assertThat(told("a", "{{changeSet:KNOWN_AFTER_APPLY}}"))
        .containsExactly("P  a -> (known afterwards)");
  }

  @Test
  void of_an_object_only_what_differs_is_told() {
    assertThat(told("{\"A\":1,\"B\":{\"C\":2}}", "{\"A\":1,\"B\":{\"C\":3,\"D\":4}}"))
        .containsExactly("P.B.C  2 -> 3", "P.B.D  (none) -> 4");
  }

  @Test
  void of_a_policy_the_action_that_came_and_went_is_told() {
    String policy =
        "[{\"PolicyDocument\":{\"Statement\":[{\"Action\":[\"logs:CreateLogStream\",%s],"
            + "\"Effect\":\"Allow\"}],\"Version\":\"2012-10-17\"},\"PolicyName\":\"Access\"}]";
    assertThat(
            told(
                policy.formatted("\"dynamodb:GetItem\""),
                policy.formatted("\"dynamodb:GetItem\",\"dynamodb:PutItem\"")))
        .containsExactly("P[].PolicyDocument.Statement[].Action[]  + dynamodb:PutItem");
    assertThat(told("[1,2]", "[2,1]")).containsExactly("P  in another order");
  }

  @Test
  void a_long_text_is_cut_around_the_first_difference() {
    String same = "x".repeat(200);
    assertThat(told(same + "one", same + "two"))
        .singleElement()
        .asString()
        .contains("one -> …")
        .endsWith("two");
  }

  @Test
  void many_differences_are_bounded() {
    StringBuilder before = new StringBuilder("{\"Z\":1");
    StringBuilder after = new StringBuilder("{\"Z\":1");
    for (int i = 0; i < 40; i++) {
      before.append(",\"K").append(i).append("\":0");
      after.append(",\"K").append(i).append("\":1");
    }
    assertThat(told(before + "}", after + "}"))
        .hasSize(12)
        .last()
        .isEqualTo("… and 29 more; -Dformat=json shows all");
  }
}
