package io.biomerkin.model.rule;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Api;
import io.biomerkin.model.Api.Route;
import io.biomerkin.model.Topology;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Routes of the API. */
public final class ApiRules {

  private static final Pattern PATH =
      Pattern.compile("/|(/([\\w.~-]+|\\{\\w+\\}))*(/\\{\\w+\\+\\})?(?<=[^/])");

  private final Collected found = new Collected();
  private final Topology topology;

  /** The parameter that stands below a path, and the route that said so. */
  private final Map<String, String> parameters = new HashMap<>();

  private final Set<String> seen = new HashSet<>();

  private ApiRules(Topology topology) {
    this.topology = topology;
  }

  /** The problems of all routes. */
  public static List<Problem> problems(Topology topology) {
    ApiRules rules = new ApiRules(topology);
    topology.api().ifPresent(rules::check);
    return rules.found.problems();
  }

  private void check(Api api) {
    if (api.routes().isEmpty()) {
      found.add(
          ProblemCode.MISSING,
          "topology.api",
          "the API has no route",
          "add get '/path', to: 'agent', or remove api { }");
    }
    for (int i = 0; i < api.routes().size(); i++) {
      route("topology.api.routes[" + i + "]", api.routes().get(i));
    }
  }

  private void route(String place, Route route) {
    found.known(
        place + ".agent",
        "agent",
        route.agent(),
        topology.agents().stream().map(Agent::name).toList());
    if (!PATH.matcher(route.path()).matches()) {
      found.add(
          ProblemCode.ROUTE_RULE,
          place,
          "'" + route.path() + "' is no path",
          "write it as '/things/{id}'");
      return;
    }
    if (!seen.add(route.method() + " " + route.path())) {
      found.add(
          ProblemCode.ROUTE_RULE,
          place,
          "the route " + route.method() + " " + route.path() + " is declared twice",
          "");
    }
    parameters(place, route.path());
  }

  /** API Gateway takes one name for the parameter at one place (AWS: "PutMethod", resources). */
  private void parameters(String place, String path) {
    StringBuilder above = new StringBuilder();
    for (String part : path.substring(1).split("/")) {
      if (part.startsWith("{")) {
        String other = parameters.putIfAbsent(above.toString(), part);
        if (other != null && !other.equals(part)) {
          found.add(
              ProblemCode.ROUTE_RULE,
              place,
              "below '" + above + "/' stand both " + other + " and " + part,
              "give the parameter one name");
        }
      }
      above.append('/').append(part);
    }
  }
}
