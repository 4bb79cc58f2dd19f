package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import java.util.Map;
import java.util.Optional;

/** Agents to test with. */
final class Agents {

  private Agents() {}

  static Agent python(String name, String handler, String code) {
    return of(name, handler, "python3.11", code);
  }

  static Agent of(String name, String handler, String runtime, String code) {
    return new Agent(
        name,
        handler,
        runtime,
        code,
        Agent.DEFAULT_MEMORY,
        Agent.DEFAULT_TIMEOUT,
        Map.of(),
        Agent.Access.NONE,
        Optional.empty(),
        Agent.DEFAULT_HEALTH);
  }
}
