package io.biomerkin.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.state.StateStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceRequestTest {

  @TempDir Path folder;

  @Test
  void a_name_that_is_given_is_taken() {
    ResourceRequest request = request("Table", 0);
    request.properties().put("TableName", "mine");

    assertThat(request.nameOr("TableName")).isEqualTo("mine");
    assertThat(request.nameOr("TableName", 2)).isEqualTo("mine");
  }

  @Test
  void a_made_name_says_stack_and_resource_and_is_the_same_again() {
    String name = request("Table", 0).nameOr("TableName");

    assertThat(name).matches("orders-Table-[0-9a-z]{12}");
    assertThat(request("Table", 0).nameOr("TableName")).isEqualTo(name);
  }

  @Test
  void made_names_differ_between_resources_and_generations() {
    assertThat(request("Table", 0).nameOr("TableName"))
        .isNotEqualTo(request("Other", 0).nameOr("TableName"))
        .isNotEqualTo(request("Table", 1).nameOr("TableName"));
  }

  @Test
  void a_made_name_is_cut_to_the_length_that_its_service_takes() {
    assertThat(request("ATableOfALongName", 0).nameOr("TableName", 20))
        .hasSize(20)
        .matches("orders--[0-9a-z]{12}");
  }

  @Test
  void its_tags_are_its_own() {
    Map<String, String> tags = new HashMap<>(Map.of("a", "1"));
    ResourceRequest request =
        new ResourceRequest(account(), "orders", "arn", "Table", properties(), tags, false);

    tags.clear();

    assertThat(request.tags()).containsEntry("a", "1");
    assertThat(request.generation()).isZero();
  }

  private ResourceRequest request(String logicalId, int generation) {
    return new ResourceRequest(
        account(),
        "orders",
        "arn:aws:cloudformation:us-east-1:111111111111:stack/orders/1",
        logicalId,
        properties(),
        Map.of(),
        generation,
        false);
  }

  private LocalAccount account() {
    return LocalAccount.of(
        StateStore.open(folder), EmbeddedCloud.ACCOUNT, "us-east-1", CloudClock.system());
  }

  private static ObjectNode properties() {
    return JsonNodeFactory.instance.objectNode();
  }
}
