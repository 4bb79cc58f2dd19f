package io.biomerkin.model;

import java.util.List;

/**
 * The REST API in front of the agents, with CORS.
 *
 * @param routes its routes, in the order of declaration
 */
public record Api(List<Route> routes) {

  /** Copies its list. */
  public Api {
    routes = List.copyOf(routes);
  }

  /**
   * One method of one path.
   *
   * @param method the HTTP method
   * @param path starts with a slash; {@code {name}} is a path parameter
   * @param agent the agent that answers, by proxy integration
   * @param auth who may call
   */
  public record Route(Method method, String path, String agent, Auth auth) {}

  /** The HTTP methods a route can have. */
  public enum Method {
    /** GET. */
    GET,
    /** POST. */
    POST,
    /** PUT. */
    PUT,
    /** PATCH. */
    PATCH,
    /** DELETE. */
    DELETE
  }

  /** Who may call a route. */
  public enum Auth {
    /** Callers that sign with IAM credentials. */
    IAM,
    /** Everybody. */
    NONE
  }
}
