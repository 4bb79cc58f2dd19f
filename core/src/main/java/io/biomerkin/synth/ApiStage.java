package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.att;
import static io.biomerkin.synth.StackScope.ref;

import io.biomerkin.model.Environment.Domain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;

/**
 * Where the REST API is served: deployment, stage with access log and throttling, custom domain.
 */
final class ApiStage {

  private static final String ACCESS_LOG =
      "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
          + "\"method\":\"$context.httpMethod\",\"path\":\"$context.resourcePath\","
          + "\"status\":\"$context.status\",\"latency\":\"$context.responseLatency\"}";

  private final StackScope scope;

  ApiStage(StackScope scope) {
    this.scope = scope;
  }

  /** Adds the stage of an API that consists of those resources, by logical id. */
  void add(Map<String, Object> content) {
    accessLog();
    stage(deployment(content));
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

  /** A deployment never changes, so a changed API needs one of another name. */
  private String deployment(Map<String, Object> content) {
    String id = "ApiDeployment" + Template.hash(content);
    scope.add(id, "AWS::ApiGateway::Deployment", Map.of("RestApiId", ref("Api")));
    scope.after(id, List.copyOf(content.keySet()));
    return id;
  }

  private void stage(String deployment) {
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

  private void accessLog() {
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
