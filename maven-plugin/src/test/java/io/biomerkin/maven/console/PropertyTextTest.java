package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ResourceChange.Property;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropertyTextTest {

  private static List<String> told(String before, String after) {
    return PropertyText.of(List.of(new Property("P", before, after)));
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
        .containsExactly("P[0].PolicyDocument.Statement[0].Action[]  + dynamodb:PutItem");
    assertThat(told("[1,2]", "[2,1]")).containsExactly("P  in another order");
  }

  @Test
  void of_elements_that_changed_each_is_told_by_what_of_it_did() {
    String statement = "{\"Action\":[%s],\"Effect\":\"Allow\",\"Resource\":\"%s\"}";
    String before =
        "["
            + statement.formatted("\"logs:CreateLogStream\",\"logs:PutLogEvents\"", "logs")
            + ","
            + statement.formatted("\"dynamodb:GetItem\"", "table")
            + ",{\"Effect\":\"Deny\"}]";
    String after =
        "["
            + statement.formatted("\"dynamodb:GetItem\",\"dynamodb:PutItem\"", "table")
            + ","
            + statement.formatted("\"logs:CreateLogStream\"", "logs")
            + "]";
    assertThat(told(before, after))
        .containsExactly(
            "P[0].Action[]  - logs:PutLogEvents",
            "P[1].Action[]  + dynamodb:PutItem",
            "P[]  - {\"Effect\":\"Deny\"}");
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
  void many_differences_of_a_resource_are_bounded() {
    List<Property> properties =
        IntStream.range(0, 20)
            .mapToObj(i -> new Property("P" + i, "{\"A\":1,\"B\":1}", "{\"A\":2,\"B\":2}"))
            .toList();
    assertThat(PropertyText.of(properties))
        .hasSize(12)
        .startsWith("P0.A  1 -> 2", "P0.B  1 -> 2")
        .last()
        .isEqualTo("… and 29 more; -Dformat=json shows all");
  }
}
