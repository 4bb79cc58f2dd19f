package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.local.state.Writes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;

/** Lets the process die at every single write of the state, and looks where the next one ends. */
class StackCrashTest {

  private static final String FIRST =
      template(
          thing("A", "'1'")
              + ","
              + thing("B", "{'Ref': 'A'}")
              + ","
              + thing("C", "{'Ref': 'A'}")
              + ","
              + thing("D", "{'Ref': 'C'}")
              + ",'U': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': 'x'}}");

  /** A changed, C gone, D no longer needing it, E new, U replaced. */
  private static final String SECOND =
      template(
          thing("A", "'2'")
              + ","
              + thing("B", "{'Fn::GetAtt': 'A.Value'}")
              + ","
              + thing("D", "{'Ref': 'U'}")
              + ","
              + thing("E", "{'Ref': 'B'}")
              + ",'U': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': 'y'}}");

  private static final String FAILING =
      template(
          thing("A", "'2'")
              + ","
              + thing("B", "{'Fn::GetAtt': 'A.Value'}")
              + ","
              + thing("N", "'n'")
              + ",'U': {'Type': 'Test::Thing', 'Properties': {'Value': '1', 'Kind': 'y'}}"
              + ","
              + thing("D", "{'Ref': 'U'}", "'Fail': 'update'"));

  private static final String FAILING_AT_ONCE =
      template(thing("A", "'1'") + "," + thing("B", "{'Ref': 'A'}", "'Fail': 'create'"));

  @TempDir Path folder;

  /** What is done to the stack, one after another. */
  enum Story {
    CREATE(FIRST),
    UPDATE(FIRST, SECOND),
    ROLL_BACK_THE_CREATION(FAILING_AT_ONCE),
    ROLL_BACK_THE_UPDATE(FIRST, FAILING),
    DELETE(FIRST, "");

    private final List<String> templates;

    Story(String... templates) {
      this.templates = List.of(templates);
    }
  }

  /** The process dies at one write: before it, or just after it. */
  private static final class Death implements Writes {
    private final int at;
    private int writes;

    Death(int at) {
      this.at = at;
    }

    @Override
    public void write(Path file, byte[] content) {
      writes++;
      if (writes == at && at % 2 == 0) {
        throw new DeathError();
      }
      Writes.atomic().write(file, content);
      if (writes == at) {
        throw new DeathError();
      }
    }
  }

  private static final class DeathError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** All that can be seen of a cloud. */
  private record Sight(Map<String, String> things, List<String> stacks, List<String> events) {

    static Sight of(StackHarness cloud) {
      List<String> stacks = new ArrayList<>();
      for (var stack : cloud.client().listStacks().stackSummaries()) {
        stacks.add(stack.stackId() + " " + stack.stackStatusAsString());
        cloud
            .client()
            .describeStackResources(r -> r.stackName(stack.stackId()))
            .stackResources()
            .forEach(resource -> stacks.add(resource.toString()));
      }
      return new Sight(cloud.things(), stacks, cloud.events());
    }
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void a_process_that_dies_at_any_write_is_taken_over_without_a_trace(Story story) {
    Sight undisturbed = undisturbed(story);
    int deaths = 0;
    for (int at = 1; at < 400; at++) {
      Path place = folder.resolve("dies-at-" + at);
      StackHarness dying = new StackHarness(place, new Death(2 * at));
      StackHarness dyingAfter =
          new StackHarness(folder.resolve("after-" + at), new Death(2 * at - 1));
      boolean before = tell(story, dying, place);
      boolean after = tell(story, dyingAfter, folder.resolve("after-" + at));
      assertThat(Sight.of(new StackHarness(place)))
          .as("death before write %d", 2 * at)
          .isEqualTo(undisturbed);
      assertThat(Sight.of(new StackHarness(folder.resolve("after-" + at))))
          .as("death after write %d", 2 * at - 1)
          .isEqualTo(undisturbed);
      if (!before && !after) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).as("pairs of writes at which it died").isBetween(5, 398);
  }

  private Sight undisturbed(Story story) {
    Path place = folder.resolve("undisturbed");
    tell(story, new StackHarness(place), place);
    return Sight.of(new StackHarness(place));
  }

  /** Goes through the story; another process takes over where one dies. Tells whether one did. */
  private static boolean tell(Story story, StackHarness cloud, Path place) {
    try {
      live(story, cloud);
      return false;
    } catch (DeathError e) {
      live(story, new StackHarness(place));
      return true;
    }
  }

  /** A client that does each step again that it is not sure of, as the engine does. */
  private static void live(Story story, StackHarness cloud) {
    CloudFormationClient client = cloud.client();
    for (int i = 0; i < story.templates.size(); i++) {
      String template = story.templates.get(i);
      String token = "step-" + i;
      if (template.isEmpty()) {
        client.deleteStack(r -> r.stackName(STACK));
        String id = client.listStacks().stackSummaries().get(0).stackId();
        cloud.settle(id);
        continue;
      }
      ChangeSetType type = i == 0 ? ChangeSetType.CREATE : ChangeSetType.UPDATE;
      if (isPast(cloud, i)) {
        continue;
      }
      client.createChangeSet(
          r ->
              r.stackName(STACK)
                  .changeSetName(token)
                  .clientToken(token)
                  .changeSetType(type)
                  .templateBody(template));
      client.executeChangeSet(
          r -> r.stackName(STACK).changeSetName(token).clientRequestToken(token));
      cloud.settle();
    }
  }

  /** Whether a later step was begun already. */
  private static boolean isPast(StackHarness cloud, int step) {
    return cloud.client().listStacks().stackSummaries().stream()
        .map(
            stack ->
                cloud.client().describeStacks(r -> r.stackName(stack.stackId())).stacks().get(0))
        .anyMatch(
            stack ->
                stack.stackStatusAsString().startsWith("DELETE")
                    || String.valueOf(stack.changeSetId()).contains("/step-" + (step + 1) + "/"));
  }
}
