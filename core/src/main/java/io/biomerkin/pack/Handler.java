package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Collection;
import java.util.List;

/** That the file which an agent's handler names is in its package. */
final class Handler {

  private Handler() {}

  static void check(Agent agent, Collection<String> paths) {
    List<String> expected = expected(agent);
    if (!expected.isEmpty() && expected.stream().noneMatch(paths::contains)) {
      throw new ProblemException(
          ProblemCode.SOURCES_MISSING,
          agent.code(),
          "agent %s has the handler %s, but its package has no %s"
              .formatted(agent.name(), agent.handler(), String.join(" or ", expected)),
          "name the file as the handler says, or the handler as the file");
    }
  }

  /** One of these must be there; empty where the runtime finds its handler in other ways. */
  private static List<String> expected(Agent agent) {
    int dot = agent.handler().lastIndexOf('.');
    String module = dot < 0 ? agent.handler() : agent.handler().substring(0, dot);
    if (agent.runtime().startsWith("python")) {
      String path = module.replace('.', '/');
      return List.of(path + ".py", path + "/__init__.py");
    }
    if (agent.runtime().startsWith("nodejs")) {
      return List.of(module + ".js", module + ".mjs", module + ".cjs");
    }
    if (agent.runtime().startsWith("ruby")) {
      return List.of(module + ".rb");
    }
    return agent.runtime().startsWith("provided") ? List.of("bootstrap") : List.of();
  }
}
