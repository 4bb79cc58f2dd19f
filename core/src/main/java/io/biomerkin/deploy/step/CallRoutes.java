package io.biomerkin.deploy.step;

import io.biomerkin.cloud.Inspection;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.deploy.Validation.Outcome;
import io.biomerkin.model.Api;
import io.biomerkin.model.Blueprint;
import java.util.List;
import java.util.Optional;

/** Calls every route that anybody may call and that changes nothing. */
final class CallRoutes {

  private final Site site;
  private final List<Api.Route> routes;

  /**
   * Calls routes of that site.
   *
   * @param blueprint the one that the running release was made from
   */
  CallRoutes(Site site, Blueprint blueprint) {
    this.site = site;
    this.routes =
        blueprint.topology().api().stream()
            .flatMap(api -> api.routes().stream())
            .filter(CallRoutes::canBeCalled)
            .toList();
  }

  /** How each of them answers. */
  List<Finding> run() {
    if (routes.isEmpty()) {
      return List.of();
    }
    Optional<String> api =
        site.stacks().physicalIds("AWS::ApiGateway::RestApi").values().stream().findFirst();
    return routes.stream().map(route -> call(api, route.path())).toList();
  }

  private Finding call(Optional<String> api, String path) {
    String name = "GET " + path;
    if (api.isEmpty()) {
      return Finding.of("route", name, false, "missing");
    }
    return new Inspection(site.cloud())
        .route(api.get(), path)
        .map(found -> Finding.of("route", name, found.well(), found.detail()))
        .orElse(new Finding("route", name, Outcome.SKIPPED, "this cloud makes no test calls"));
  }

  private static boolean canBeCalled(Api.Route route) {
    return route.method() == Api.Method.GET
        && route.auth() == Api.Auth.NONE
        && !route.path().contains("{");
  }
}
