package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.att;
import static io.biomerkin.synth.StackScope.ref;
import static io.biomerkin.synth.StackScope.sub;

import io.biomerkin.model.Api;
import io.biomerkin.model.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The REST API: its paths, methods, CORS, and the right to call the agents. */
final class ApiResources {

  private static final String ALLOWED_HEADERS =
      "'Content-Type,Authorization,X-Amz-Date,X-Amz-Security-Token,X-Api-Key'";
  private final StackScope scope;
  private final Map<String, String> resources = new LinkedHashMap<>();

  /** What a deployment of the API is a snapshot of, by logical id. */
  private final Map<String, Object> content = new TreeMap<>();

  ApiResources(StackScope scope) {
    this.scope = scope;
  }

  void add() {
    scope.blueprint.topology().api().ifPresent(this::api);
  }

  private void api(Api api) {
    scope.add(
        "Api",
        "AWS::ApiGateway::RestApi",
        Map.of(
            "Name", scope.names.api(),
            "EndpointConfiguration", Map.of("Types", List.of("REGIONAL")),
            "Tags", scope.tags()));
    api.routes().forEach(route -> resource(route.path()));
    api.routes().forEach(this::method);
    cors(api);
    permissions(api);
    gatewayResponses();
    new ApiStage(scope).add(content);
  }

  /** The resource of a path, and those of the paths above it. */
  private Map<String, Object> resource(String path) {
    if (path.equals("/")) {
      return att("Api", "RootResourceId");
    }
    if (!resources.containsKey(path)) {
      int slash = path.lastIndexOf('/');
      Map<String, Object> parent = resource(slash == 0 ? "/" : path.substring(0, slash));
      String id = freeId(path);
      resources.put(path, id);
      scope.add(
          id,
          "AWS::ApiGateway::Resource",
          Map.of(
              "RestApiId", ref("Api"),
              "ParentId", parent,
              "PathPart", path.substring(slash + 1)));
    }
    return ref(resources.get(path));
  }

  /** Two paths may differ only in what a logical id cannot show: then a hash follows. */
  private String freeId(String path) {
    String id = "Api" + pathId(path) + "Path";
    return scope.has(id) ? "Api" + pathId(path) + Template.hash(path) + "Path" : id;
  }

  private String methodId(String path, String method) {
    String id = path.equals("/") ? "ApiPath" : resources.getOrDefault(path, path);
    return id.replaceFirst("Path$", Names.pascal(method) + "Method");
  }

  /** {@code /workflows/{id}} as {@code WorkflowsById}. */
  private static String pathId(String path) {
    StringBuilder id = new StringBuilder();
    for (String part : path.split("/")) {
      String word = part.replaceAll("[^A-Za-z0-9]+", "-");
      id.append(part.startsWith("{") ? "By" : "").append(Names.pascal(word));
    }
    return id.toString();
  }

  private void method(Api.Route route) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("RestApiId", ref("Api"));
    properties.put("ResourceId", resource(route.path()));
    properties.put("HttpMethod", route.method().name());
    properties.put("AuthorizationType", route.auth() == Api.Auth.IAM ? "AWS_IAM" : "NONE");
    properties.put(
        "Integration",
        Map.of(
            "Type", "AWS_PROXY",
            "IntegrationHttpMethod", "POST",
            "Uri", integrationUri(route.agent())));
    addMethod(methodId(route.path(), lower(route)), properties);
  }

  private static String lower(Api.Route route) {
    return route.method().name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> integrationUri(String agent) {
    String alias = "${" + AgentResources.id(agent) + "Live}";
    String owner = scope.names.region() + ":lambda";
    String path = "path/2015-03-31/functions/" + alias + "/invocations";
    return sub("arn:" + scope.partition() + ":apigateway:" + owner + ":" + path);
  }

  private void addMethod(String id, Map<String, Object> properties) {
    scope.add(id, "AWS::ApiGateway::Method", properties);
    content.put(id, properties);
  }

  /** Browsers ask first: a mock answers for every path. */
  private void cors(Api api) {
    Map<String, List<Api.Route>> byPath =
        api.routes().stream()
            .collect(
                Collectors.groupingBy(Api.Route::path, LinkedHashMap::new, Collectors.toList()));
    byPath.forEach((path, routes) -> options(path, routes));
  }

  private void options(String path, List<Api.Route> routes) {
    String allowed =
        routes.stream().map(r -> r.method().name()).sorted().collect(Collectors.joining(","));
    Map<String, Object> values = new TreeMap<>();
    values.put("method.response.header.Access-Control-Allow-Headers", ALLOWED_HEADERS);
    values.put("method.response.header.Access-Control-Allow-Methods", "'OPTIONS," + allowed + "'");
    values.put("method.response.header.Access-Control-Allow-Origin", "'*'");
    Map<String, Object> declared = new TreeMap<>();
    values.keySet().forEach(name -> declared.put(name, true));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("RestApiId", ref("Api"));
    properties.put("ResourceId", resource(path));
    properties.put("HttpMethod", "OPTIONS");
    properties.put("AuthorizationType", "NONE");
    properties.put(
        "Integration",
        Map.of(
            "Type", "MOCK",
            "RequestTemplates", Map.of("application/json", "{\"statusCode\": 204}"),
            "IntegrationResponses",
                List.of(Map.of("StatusCode", "204", "ResponseParameters", values))));
    properties.put(
        "MethodResponses", List.of(Map.of("StatusCode", "204", "ResponseParameters", declared)));
    addMethod(methodId(path, "options"), properties);
  }

  /** API Gateway may call each agent that a route names, by its alias; the test console too. */
  private void permissions(Api api) {
    Set<String> agents = new TreeSet<>();
    api.routes().forEach(route -> agents.add(route.agent()));
    for (String agent : agents) {
      scope.add(
          AgentResources.id(agent) + "ApiPermission",
          "AWS::Lambda::Permission",
          Map.of(
              "Action",
              "lambda:InvokeFunction",
              "FunctionName",
              ref(AgentResources.id(agent) + "Live"),
              "Principal",
              "apigateway.amazonaws.com",
              "SourceArn",
              sub(scope.arn("execute-api", "${Api}/*"))));
    }
  }

  /** Answers that API Gateway gives by itself need the header too, or browsers hide them. */
  private void gatewayResponses() {
    for (String type : new TreeSet<>(Set.of("DEFAULT_4XX", "DEFAULT_5XX"))) {
      Map<String, Object> properties =
          Map.of(
              "RestApiId", ref("Api"),
              "ResponseType", type,
              "ResponseParameters",
                  Map.of("gatewayresponse.header.Access-Control-Allow-Origin", "'*'"));
      String id = "Api" + type.substring("DEFAULT_".length()).toLowerCase(Locale.ROOT) + "Response";
      scope.add(id, "AWS::ApiGateway::GatewayResponse", properties);
      content.put(id, properties);
    }
  }
}
