package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.DomainName;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** {@code AWS::ApiGateway::DomainName}. */
@AutoService(ResourceType.class)
public final class DomainNameResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::DomainName",
        Set.of("DomainName"),
        Set.of("DomainName"),
        Set.of(
            "CertificateArn",
            "EndpointConfiguration",
            "OwnershipVerificationCertificateArn",
            "RegionalCertificateArn",
            "SecurityPolicy",
            "Tags"),
        Set.of(
            "DistributionDomainName",
            "DistributionHostedZoneId",
            "DomainNameArn",
            "RegionalDomainName",
            "RegionalHostedZoneId"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    CreateDomainNameRequest create =
        SdkJson.read(given(request), CreateDomainNameRequest.builder()).toBuilder()
            .tags(ResourceTags.of(request))
            .build();
    try {
      domains(request).create(create);
    } catch (BadRequestException e) {
      if (!ResourceTags.own(domains(request).get(create.domainName()).tags(), request)) {
        throw e;
      }
    }
    return resource(domains(request).get(create.domainName()));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    DomainName now = domains(request).get(current.physicalId());
    DomainName changed =
        SdkJson.read(given(request), DomainName.builder()).toBuilder()
            .tags(ResourceTags.of(request))
            .domainNameStatus(now.domainNameStatus())
            .domainNameArn(now.domainNameArn())
            .regionalDomainName(now.regionalDomainName())
            .regionalHostedZoneId(now.regionalHostedZoneId())
            .distributionDomainName(now.distributionDomainName())
            .distributionHostedZoneId(now.distributionHostedZoneId())
            .build();
    return resource(domains(request).put(changed));
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      return Optional.of(
          TemplateNames.live(
                  request,
                  given(request),
                  SdkJson.write(domains(request).get(current.physicalId())))
              .tags(domains(request).get(current.physicalId()).tags())
              .json());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      domains(request).delete(current.physicalId());
    } catch (NotFoundException e) {
      // Gone already.
    }
  }

  private static ObjectNode given(ResourceRequest request) {
    ObjectNode given = TemplateNames.lowered(request.properties());
    given.remove("tags");
    return given;
  }

  private static Resource resource(DomainName domain) {
    return new Resource(
        domain.domainName(),
        Map.of(
            "DistributionDomainName", domain.distributionDomainName(),
            "DistributionHostedZoneId", domain.distributionHostedZoneId(),
            "DomainNameArn", domain.domainNameArn(),
            "RegionalDomainName", domain.regionalDomainName(),
            "RegionalHostedZoneId", domain.regionalHostedZoneId()));
  }

  private static Domains domains(ResourceRequest request) {
    return new Domains(request.account(), new Apis(request.account()));
  }
}
