package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.StackStatus.Care;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StackStatusTest {

  @Test
  void every_status_that_cloudformation_knows_has_its_care() {
    List<String> ours = Arrays.stream(StackStatus.values()).map(Enum::name).toList();
    List<String> theirs =
        software.amazon.awssdk.services.cloudformation.model.StackStatus.knownValues().stream()
            .map(Enum::name)
            .sorted()
            .toList();
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void what_goes_on_is_waited_for() {
    assertThat(StackStatus.values())
        .filteredOn(status -> status.name().endsWith("_IN_PROGRESS"))
        .filteredOn(status -> status.care() != Care.WAIT)
        .containsExactly(StackStatus.REVIEW_IN_PROGRESS);
  }

  @Test
  void the_table_of_the_documentation_is_this_one() throws IOException {
    String table =
        Arrays.stream(StackStatus.values())
            .map(StackStatusTest::row)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("../docs/aws.md"))).contains(table);
  }

  private static String row(StackStatus status) {
    return String.join(
        " | ",
        "| `" + status + "`",
        status.meaning(),
        deploy(status.care()),
        recover(status.care()) + " |");
  }

  private static String deploy(Care care) {
    return switch (care) {
      case NONE -> "starts from there";
      case WAIT -> "waits for its end";
      case REUSE -> "makes it by its first change set";
      case RECREATE -> "deletes its name and makes it anew";
      case CONTINUE -> "has the rollback go on, once";
      case TAKE_BACK, DELETE, ASK -> "refuses";
    };
  }

  private static String recover(Care care) {
    return switch (care) {
      case NONE, REUSE -> "does nothing";
      case WAIT -> "waits for its end";
      case RECREATE -> "deletes its name";
      case CONTINUE -> "has the rollback go on; `-Dskip=` leaves resources out of it";
      case TAKE_BACK -> "takes the update back";
      case DELETE -> "deletes it; `-Dskip=` leaves resources where they are";
      case ASK -> "refuses: it was begun with another tool";
    };
  }
}
