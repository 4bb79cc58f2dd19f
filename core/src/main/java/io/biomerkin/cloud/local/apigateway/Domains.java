package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.BasePathMapping;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.DomainNameStatus;

/** Domain names, their mappings to stages, and the account's logging role: kept, not served. */
final class Domains {

  private static final String NO_PATH = "(none)";

  private final LocalAccount account;
  private final Apis apis;

  Domains(LocalAccount account, Apis apis) {
    this.account = account;
    this.apis = apis;
  }

  DomainName create(CreateDomainNameRequest request) {
    if (domains().get(request.domainName()).isPresent()) {
      throw ApiErrors.badRequest("The domain name you provided already exists.");
    }
    ObjectNode given = SdkJson.write(request);
    given.remove(
        List.of(
            "certificateBody",
            "certificatePrivateKey",
            "certificateChain",
            "mutualTlsAuthentication"));
    String host = Apis.id(10);
    return put(
        SdkJson.read(given, DomainName.builder()).toBuilder()
            .domainNameStatus(DomainNameStatus.AVAILABLE)
            .domainNameArn(
                "arn:aws:apigateway:" + account.region() + "::/domainnames/" + request.domainName())
            .regionalDomainName("d-" + host + ".execute-api." + account.region() + ".amazonaws.com")
            .regionalHostedZoneId("Z1UJRXOUMOOFQ8")
            .distributionDomainName("d" + host + ".cloudfront.net")
            .distributionHostedZoneId("Z2FDTNDATAQYW2")
            .build());
  }

  DomainName put(DomainName domain) {
    domains().put(domain.domainName(), SdkJson.write(domain));
    return domain;
  }

  DomainName get(String name) {
    return domains()
        .get(name)
        .map(node -> SdkJson.read(node, DomainName.builder()))
        .orElseThrow(() -> ApiErrors.notFound("domain name"));
  }

  List<DomainName> list() {
    return domains().all().stream().map(node -> SdkJson.read(node, DomainName.builder())).toList();
  }

  void delete(String name) {
    get(name);
    mappings(name).ids().forEach(mappings(name)::remove);
    domains().remove(name);
  }

  BasePathMapping map(String domain, @Nullable String path, String apiId, @Nullable String stage) {
    get(domain);
    ApiRecord api = apis.get(apiId);
    if (stage != null && !api.stages().containsKey(stage)) {
      throw ApiErrors.badRequest("Invalid stage identifier specified");
    }
    String key = path(path);
    if (mappings(domain).get(key).isPresent()) {
      throw ApiErrors.conflict("Base path already exists for this domain name");
    }
    BasePathMapping mapping =
        BasePathMapping.builder().basePath(key).restApiId(apiId).stage(stage).build();
    mappings(domain).put(key, SdkJson.write(mapping));
    return mapping;
  }

  BasePathMapping mapping(String domain, @Nullable String path) {
    return mappings(domain)
        .get(path(path))
        .map(node -> SdkJson.read(node, BasePathMapping.builder()))
        .orElseThrow(() -> ApiErrors.notFound("base path mapping"));
  }

  List<BasePathMapping> allMappings(String domain) {
    get(domain);
    return mappings(domain).all().stream()
        .map(node -> SdkJson.read(node, BasePathMapping.builder()))
        .toList();
  }

  void unmap(String domain, @Nullable String path) {
    mapping(domain, path);
    mappings(domain).remove(path(path));
  }

  Optional<String> loggingRole() {
    return settings().get("account").map(node -> node.path("cloudwatchRoleArn").asText());
  }

  void loggingRole(Optional<String> arn) {
    if (arn.isEmpty()) {
      settings().remove("account");
    } else {
      settings()
          .put(
              "account",
              com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                  .objectNode()
                  .put("cloudwatchRoleArn", arn.get()));
    }
  }

  private static String path(@Nullable String path) {
    return path == null || path.isEmpty() ? NO_PATH : path;
  }

  private Documents<ObjectNode> domains() {
    return account.state().documents("apigateway/domains", ObjectNode.class);
  }

  private Documents<ObjectNode> mappings(String domain) {
    return account.state().documents("apigateway/mappings/" + domain, ObjectNode.class);
  }

  private Documents<ObjectNode> settings() {
    return account.state().documents("apigateway/settings", ObjectNode.class);
  }
}
