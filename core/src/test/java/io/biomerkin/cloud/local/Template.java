package io.biomerkin.cloud.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.state.StateStore;
import java.nio.file.Path;
import java.util.Map;

/** Asks resource types for resources as CloudFormation would, one stack of one account. */
public final class Template {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalAccount account;
  private final String stack;
  private final boolean resumed;

  private Template(LocalAccount account, String stack, boolean resumed) {
    this.account = account;
    this.stack = stack;
    this.resumed = resumed;
  }

  /** The stack {@code S} of the account in the folder. */
  public static Template in(Path folder) {
    return in(StateStore.open(folder.resolve(EmbeddedCloud.ACCOUNT).resolve("us-east-1")));
  }

  /** The stack {@code S} of an account with that state. */
  public static Template in(StateStore state) {
    CloudClock clock = CloudClock.unpaced(new MovableClock());
    return new Template(
        LocalAccount.of(state, EmbeddedCloud.ACCOUNT, "us-east-1", clock), "S", false);
  }

  /** The same stack after a death: it does not know whether its last request was done. */
  public Template resumed() {
    return new Template(account, stack, true);
  }

  /** Another stack of the same account, even one that resumes. */
  public Template stack(String name) {
    return new Template(account, name, true);
  }

  /** What a template with these properties asks of the resource {@code R}. */
  public ResourceRequest request(String properties) {
    return new ResourceRequest(
        account,
        stack,
        "arn:aws:cloudformation:us-east-1:111111111111:stack/" + stack + "/1",
        "R",
        json(properties),
        Map.of("Project", "Biomerkin"),
        resumed);
  }

  /** Creates it. */
  public Resource create(ResourceType type, String properties) {
    return type.create(request(properties));
  }

  /** JSON with single quotes for double ones. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
