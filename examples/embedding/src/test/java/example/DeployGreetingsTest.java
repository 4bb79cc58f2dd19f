package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.biomerkin.cloud.Functions;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.event.DeployEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployGreetingsTest {

  private final List<DeployEvent> events = new ArrayList<>();

  @Test
  void the_program_deploys_and_hears_what_happens(@TempDir Path cloud) {
    DeployResult first = DeployGreetings.deploy(Path.of("system"), cloud, events::add);

    assertTrue(first.changed());
    assertTrue(first.release().verification().isVerified());
    assertTrue(
        events.stream()
            .anyMatch(
                event ->
                    event instanceof DeployEvent.ResourceChanged resource
                        && resource.type().equals("AWS::Lambda::Function")
                        && resource.status().equals("CREATE_COMPLETE")));
    assertTrue(events.get(events.size() - 1) instanceof DeployEvent.Succeeded);

    DeployResult second = DeployGreetings.deploy(Path.of("system"), cloud, events::add);
    assertFalse(second.changed());
    assertEquals(first.release().id(), second.release().id());

    Functions.Answer answer =
        CallGreeter.call(Path.of("system"), cloud, "{\"name\": \"Grace\"}");
    assertEquals("{\"greeting\": \"Hello, Grace\"}", answer.payload());
    assertTrue(answer.log().contains("REPORT RequestId: "));
  }
}
