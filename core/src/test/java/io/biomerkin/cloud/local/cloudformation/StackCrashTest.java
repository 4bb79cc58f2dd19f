package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.nested;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.local.state.Writes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** What is nested: one template after another, the last of which fails. */
  private static final Map<String, String> INNER =
      Map.of(
          "one",
          inner(thing("A", "{'Ref': 'Value'}") + "," + thing("B", "{'Ref': 'A'}")),
          "two",
          inner(thing("A", "{'Ref': 'Value'}") + "," + thing("C", "{'Ref': 'A'}")),
          "failing",
          inner(thing("A", "'x'") + "," + thing("F", "{'Ref': 'A'}", "'Fail': 'create'")));

  private static final String NESTING = nesting("one", "1", thing("Z", "{'Ref': 'In'}"));

  private static String inner(String resources) {
    return template(resources)
        .replaceFirst("\\{", "{\"Parameters\": {\"Value\": {\"Type\": \"String\"}},");
  }

  private static String nesting(String name, String value, String last) {
    return template(
        thing("X", "'" + value + "'")
            + ","
            + nested("In", name, "'Value': {'Fn::GetAtt': ['X', 'Value']}")
            + ","
            + last);
  }

  @TempDir Path folder;

  /** What is done to the stack, one after another. */
  enum Story {
    CREATE(FIRST),
    UPDATE(FIRST, SECOND),
    ROLL_BACK_THE_CREATION(FAILING_AT_ONCE),
    ROLL_BACK_THE_UPDATE(FIRST, FAILING),
    DELETE(FIRST, ""),
    NEST(NESTING),
    NEST_ANOTHER(NESTING, nesting("two", "2", thing("Z", "{'Ref': 'In'}"))),
    NEST_NO_MORE(NESTING, template(thing("X", "'1'"))),
    ROLL_BACK_WHAT_IS_NESTED(NESTING, nesting("failing", "2", thing("Z", "{'Ref': 'In'}"))),
    ROLL_BACK_WHAT_NESTS(
        NESTING,
        nesting(
            "two",
            "2",
            thing("Z", "{'Fn::GetAtt': ['X', 'Value']}")
                + ","
                + "'Q': {'Type': 'Test::Thing', 'DependsOn': 'In', 'Properties': {'Value': '1', 'Fail': 'create'}}")),
    DELETE_WHAT_NESTS(NESTING, "");

    private final List<String> templates;

    Story(String... templates) {
      this.templates = List.of(templates);
    }
  }

  /** The process dies just before one write. */
  private static final class Death implements Writes {
    private final int at;
    private int writes;

    Death(int at) {
      this.at = at;
    }

    @Override
    public void write(Path file, byte[] content) {
      writes++;
      if (writes == at) {
        throw new DeathError();
      }
      Writes.atomic().write(file, content);
    }
  }

  private static final class DeathError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** All that can be seen of a cloud. */
  private record Sight(Map<String, String> things, List<String> stacks) {

    static Sight of(StackHarness cloud) {
      List<String> stacks = new ArrayList<>();
      for (var stack : cloud.client().listStacks().stackSummaries()) {
        String id = stack.stackId();
        var resources = cloud.client().describeStackResources(r -> r.stackName(id));
        stacks.add(
            StackCrashTest.nameless(
                id
                    + " "
                    + stack.stackStatusAsString()
                    + resources.stackResources()
                    + cloud.events(id)));
      }
      Collections.sort(stacks);
      Map<String, String> things = new TreeMap<>();
      cloud
          .things()
          .forEach(
              (name, value) ->
                  things.put(StackCrashTest.nameless(name), StackCrashTest.nameless(value)));
      return new Sight(things, stacks);
    }
  }

  /** A stack that nothing was written of yet begins anew under another id. */
  private static String nameless(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID").replaceAll("-(In|U)-\\w+", "-$1-");
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void a_process_that_dies_at_any_write_is_taken_over_without_a_trace(Story story) {
    Sight undisturbed = undisturbed(story);
    int deaths = 0;
    for (int at = 1; at < 800; at++) {
      Path place = folder.resolve("dies-at-" + at);
      boolean died = tell(story, new StackHarness(place, new Death(at)), place);
      assertThat(Sight.of(new StackHarness(place)))
          .as("death before write %d", at)
          .isEqualTo(undisturbed);
      if (!died) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).as("writes at which it died").isBetween(10, 798);
  }

  private Sight undisturbed(Story story) {
    Path place = folder.resolve("undisturbed");
    tell(story, new StackHarness(place), place);
    return Sight.of(new StackHarness(place));
  }

  /** Goes through the story; another process takes over where one dies. Tells whether one did. */
  private static boolean tell(Story story, StackHarness cloud, Path place) {
    INNER.forEach(new StackHarness(place)::keep);
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
        cloud.settle(cloud.newest());
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
                  .includeNestedStacks(true)
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
