package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.att;
import static io.biomerkin.synth.StackScope.ref;
import static io.biomerkin.synth.StackScope.sub;

import io.biomerkin.model.Api;
import io.biomerkin.model.Environment.Domain;
import io.biomerkin.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;

/** The REST API: resources, methods, CORS, stage with access logs and throttling, custom domain. */
final class ApiResources {

  private static final String ALLOWED_HEADERS =
      "'Content-Type,Authorization,X-Amz-Date,X-Amz-Security-Token,X-Api-Key'";
  private static final String ACCESS_LOG =
      "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
          + "\"method\":\"$context.httpMethod\",\"path\":\"$context.resourcePath\","
          + "\"status\":\"$context.status\",\"latency\":\"$context.responseLatency\"}";

  private final StackScope scope;
  private final List<String> methods = new ArrayList<>();
  private final Map<String, String> resources = new LinkedHashMap<>();

  /** Everything that a deployment of the API is a snapshot of. */
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
    String deployment = deployment();
    stage(deployment);
    scope.environment.domain().ifPresent(this::domain);
    output("ApiUrl", url());
  }

  private void output(String id, String value) {
    CfnOutput.Builder.create(scope.stack(), id).value(value).build();
  }

  private String url() {
    return Fn.sub(
        "https://${Api}.execute-api."
            + scope.names.region()
            + "."
            + scope.urlSuffix()
            + "/"
            + scope.environment.name());
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
    return scope.has(id) ? "Api" + pathId(path) + hash(path) + "Path" : id;
  }

  private String methodId(String path, String method) {
    String id = path.equals("/") ? "ApiPath" : resources.get(path);
    return id.replaceFirst("Path$", Names.pascal(method) + "Method");
  }

  private static String hash(Object content) {
    return Template.of(Map.of("content", content)).digest().substring(0, 10);
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
    methods.add(id);
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
      methods.add(id);
      content.put(id, properties);
    }
  }

  /** A deployment never changes, so a changed API needs one of another name. */
  private String deployment() {
    String id = "ApiDeployment" + hash(content);
    scope.add(id, "AWS::ApiGateway::Deployment", Map.of("RestApiId", ref("Api")));
    scope.after(id, methods);
    return id;
  }

  private void stage(String deployment) {
    scope.add(
        "ApiAccessLog",
        "AWS::Logs::LogGroup",
        Map.of(
            "LogGroupName", "/aws/apigateway/" + scope.names.api(),
            "RetentionInDays", scope.size.logDays(),
            "Tags", scope.tags()));
    scope.add(
        "ApiCloudWatchAccess",
        "AWS::IAM::Role",
        Map.of(
            "AssumeRolePolicyDocument", Policies.trust("apigateway.amazonaws.com"),
            "ManagedPolicyArns",
                List.of(
                    "arn:"
                        + scope.partition()
                        + ":iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"),
            "Tags", scope.tags()));
    scope.add(
        "ApiAccount",
        "AWS::ApiGateway::Account",
        Map.of("CloudWatchRoleArn", att("ApiCloudWatchAccess", "Arn")));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("RestApiId", ref("Api"));
    properties.put("DeploymentId", ref(deployment));
    properties.put("StageName", scope.environment.name());
    properties.put(
        "AccessLogSetting",
        Map.of("DestinationArn", att("ApiAccessLog", "Arn"), "Format", ACCESS_LOG));
    properties.put(
        "MethodSettings",
        List.of(
            Map.of(
                "HttpMethod",
                "*",
                "ResourcePath",
                "/*",
                "ThrottlingRateLimit",
                scope.size.rate(),
                "ThrottlingBurstLimit",
                scope.size.burst())));
    properties.put("TracingEnabled", scope.environment.monitoring());
    properties.put("Tags", scope.tags());
    scope.add("ApiStage", "AWS::ApiGateway::Stage", properties);
    scope.after("ApiStage", List.of("ApiAccount"));
  }

  private void domain(Domain domain) {
    scope.add(
        "ApiDomain",
        "AWS::ApiGateway::DomainName",
        Map.of(
            "DomainName", domain.name(),
            "RegionalCertificateArn", domain.certificate(),
            "SecurityPolicy", "TLS_1_2",
            "EndpointConfiguration", Map.of("Types", List.of("REGIONAL")),
            "Tags", scope.tags()));
    scope.add(
        "ApiMapping",
        "AWS::ApiGateway::BasePathMapping",
        Map.of(
            "DomainName", ref("ApiDomain"),
            "RestApiId", ref("Api"),
            "Stage", ref("ApiStage")));
    output("ApiDomainUrl", "https://" + domain.name() + "/");
    // What the domain's DNS record has to point to; DNS itself is not ours.
    output("ApiDomainTarget", Fn.getAtt("ApiDomain", "RegionalDomainName").toString());
  }
}
