package io.biomerkin.cloud.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** The resource types of API Gateway, as CloudFormation asks them. */
class ApiResourceTypesTest {

  @TempDir Path folder;
  private ApiGatewayClient client;
  private Template template;
  private String api;
  private String root;

  @BeforeEach
  void create_an_api() {
    client = EmbeddedCloud.client(ApiGatewayClient.class, folder);
    template = Template.in(folder);
    Resource made =
        template.create(
            new RestApiResource(),
            "{'Name': 'a', 'EndpointConfiguration': {'Types': ['REGIONAL']}}");
    api = made.physicalId();
    root = made.attributes().getOrDefault("RootResourceId", "");
  }

  @Test
  void an_api_is_changed_in_place_and_found_again() {
    RestApiResource type = new RestApiResource();
    String properties = "{'Name': 'b', 'Description': 'd', 'Policy': {'Statement': []}}";

    assertThat(template.resumed().create(type, properties).physicalId()).isEqualTo(api);
    assertThat(template.stack("Other").create(type, properties).physicalId()).isNotEqualTo(api);
    type.update(
        template.request(properties),
        new Resource(api, java.util.Map.of()),
        Template.json("{'Name': 'a'}"));

    var found = client.getRestApi(r -> r.restApiId(api));
    assertThat(found.name()).isEqualTo("b");
    assertThat(found.policy()).isEqualTo("{\"Statement\":[]}");
    assertThat(found.rootResourceId()).isEqualTo(root);
  }

  @Test
  void a_path_with_its_method_deployment_and_stage() {
    String path = path("items");
    template.create(new MethodResource(), mock(path, "200"));
    String deployment =
        template.create(new DeploymentResource(), "{'RestApiId': '" + api + "'}").physicalId();
    template.create(new AccountResource(), "{'CloudWatchRoleArn': 'arn:role'}");
    String stage =
        "{'RestApiId': '"
            + api
            + "', 'StageName': 'dev', 'DeploymentId': '"
            + deployment
            + "', 'TracingEnabled': true, 'AccessLogSetting': {'DestinationArn': 'arn:logs',"
            + " 'Format': '$context.requestId'}, 'MethodSettings': [{'HttpMethod': '*',"
            + " 'ResourcePath': '/*', 'ThrottlingRateLimit': 5, 'ThrottlingBurstLimit': 10}]}";

    assertThat(template.create(new StageResource(), stage).physicalId()).isEqualTo("dev");

    var found = client.getStage(r -> r.restApiId(api).stageName("dev"));
    assertThat(found.deploymentId()).isEqualTo(deployment);
    assertThat(found.tracingEnabled()).isTrue();
    assertThat(found.accessLogSettings().format()).isEqualTo("$context.requestId");
    assertThat(Objects.requireNonNull(found.methodSettings().get("*/*")).throttlingRateLimit())
        .isEqualTo(5.0);
    assertThat(status(path)).isEqualTo(200);
  }

  @Test
  void a_method_is_changed_in_place_and_removed() {
    String path = path("items");
    MethodResource type = new MethodResource();
    Resource made = template.create(type, mock(path, "200"));

    type.update(template.request(mock(path, "204")), made, Template.json(mock(path, "200")));

    assertThat(status(path)).isEqualTo(204);
    type.delete(template.request(mock(path, "204")), made);
    type.delete(template.request(mock(path, "204")), made);
    assertThat(client.getResource(r -> r.restApiId(api).resourceId(path)).resourceMethods())
        .isEmpty();
  }

  @Test
  void a_path_is_found_again_and_removed() {
    String path = path("items");
    String properties =
        "{'RestApiId': '" + api + "', 'ParentId': '" + root + "', 'PathPart': 'items'}";
    PathResource type = new PathResource();

    assertThat(template.resumed().create(type, properties).physicalId()).isEqualTo(path);
    type.delete(template.request(properties), new Resource(path, java.util.Map.of()));
    type.delete(template.request(properties), new Resource(path, java.util.Map.of()));
    assertThat(client.getResources(r -> r.restApiId(api)).items()).hasSize(1);
  }

  @Test
  void a_domain_name_leads_to_a_stage() {
    template.create(new MethodResource(), mock(path("x"), "200"));
    String deployment =
        template.create(new DeploymentResource(), "{'RestApiId': '" + api + "'}").physicalId();
    client.createStage(r -> r.restApiId(api).stageName("prod").deploymentId(deployment));
    DomainNameResource type = new DomainNameResource();
    String domain =
        "{'DomainName': 'api.example.org', 'RegionalCertificateArn': 'arn:cert',"
            + " 'SecurityPolicy': 'TLS_1_2', 'EndpointConfiguration': {'Types': ['REGIONAL']}}";
    Resource made = template.create(type, domain);
    BasePathMappingResource mappingType = new BasePathMappingResource();
    String mapping =
        "{'DomainName': 'api.example.org', 'RestApiId': '" + api + "', 'Stage': 'prod'}";
    Resource mapped = template.create(mappingType, mapping);

    assertThat(made.attributes().get("RegionalDomainName"))
        .matches("d-[0-9a-f]{10}\\.execute-api\\.us-east-1\\.amazonaws\\.com");
    assertThat(template.resumed().create(type, domain)).isEqualTo(made);
    assertThat(
            client
                .getBasePathMapping(r -> r.domainName("api.example.org").basePath("(none)"))
                .stage())
        .isEqualTo("prod");
    mappingType.delete(template.request(mapping), mapped);
    type.delete(template.request(domain), made);
    type.delete(template.request(domain), made);
    assertThat(client.getDomainNames().items()).isEmpty();
  }

  @Test
  void a_gateway_response_is_kept() {
    GatewayResponseResource type = new GatewayResponseResource();
    String properties =
        "{'RestApiId': '"
            + api
            + "', 'ResponseType': 'DEFAULT_4XX', 'ResponseParameters':"
            + " {'gatewayresponse.header.Access-Control-Allow-Origin': '*'}}";
    Resource made = template.create(type, properties);

    assertThat(
            client
                .getGatewayResponse(r -> r.restApiId(api).responseType("DEFAULT_4XX"))
                .responseParameters())
        .containsEntry("gatewayresponse.header.Access-Control-Allow-Origin", "*");
    type.delete(template.request(properties), made);
    type.delete(template.request(properties), made);
  }

  private String path(String part) {
    return template
        .create(
            new PathResource(),
            "{'RestApiId': '" + api + "', 'ParentId': '" + root + "', 'PathPart': '" + part + "'}")
        .physicalId();
  }

  private String mock(String path, String status) {
    return "{'RestApiId': '"
        + api
        + "', 'ResourceId': '"
        + path
        + "', 'HttpMethod': 'GET', 'AuthorizationType': 'NONE', 'Integration': {'Type': 'MOCK',"
        + " 'RequestTemplates': {'application/json': '{statusCode: "
        + status
        + "}'}, 'IntegrationResponses': [{'StatusCode': '"
        + status
        + "'}]}, 'MethodResponses': [{'StatusCode': '"
        + status
        + "'}]}";
  }

  private int status(String path) {
    return client
        .testInvokeMethod(r -> r.restApiId(api).resourceId(path).httpMethod("GET"))
        .status();
  }
}
