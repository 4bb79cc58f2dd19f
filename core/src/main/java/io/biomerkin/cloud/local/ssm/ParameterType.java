package io.biomerkin.cloud.local.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InvalidResourceIdException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** {@code AWS::SSM::Parameter}. */
@AutoService(ResourceType.class)
public final class ParameterType implements ResourceType {

  private static final String NAME = "Name";
  private static final String TYPE = "Type";
  private static final String VALUE = "Value";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::SSM::Parameter",
        Set.of(TYPE, VALUE),
        Set.of(NAME),
        Set.of(TYPE, VALUE, "Description", "AllowedPattern", "Tier", "DataType", "Tags"),
        Set.of(TYPE, VALUE),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    SsmClient ssm = request.account().client(SsmClient.class);
    String name = request.nameOr(NAME);
    try {
      ssm.putParameter(
          put(request, name).tags(Puts.list(ResourceTags.of(request))).overwrite(false).build());
    } catch (ParameterAlreadyExistsException e) {
      if (!ResourceTags.own(Puts.tags(tags(ssm, name)), request)) {
        throw Properties.alreadyExists(schema().type(), name);
      }
    }
    return resource(name, request.properties());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    SsmClient ssm = request.account().client(SsmClient.class);
    String name = current.physicalId();
    ssm.putParameter(put(request, name).overwrite(true).build());
    List<String> old = tags(ssm, name).stream().map(Tag::key).toList();
    Map<String, String> tags = ResourceTags.of(request);
    ssm.removeTagsFromResource(
        r ->
            r.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name)
                .tagKeys(old.stream().filter(key -> !tags.containsKey(key)).toList()));
    ssm.addTagsToResource(
        r ->
            r.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name)
                .tags(Puts.list(tags)));
    return resource(name, request.properties());
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    SsmClient ssm = request.account().client(SsmClient.class);
    String name = current.physicalId();
    try {
      LiveProperties live =
          LiveProperties.of(request).members(ssm.getParameter(r -> r.name(name)).parameter());
      ssm.describeParameters(
              r -> r.parameterFilters(f -> f.key("Name").option("Equals").values(name)))
          .parameters()
          .forEach(live::members);
      return Optional.of(live.tags(Puts.tags(tags(ssm, name))).json());
    } catch (ParameterNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request.account().client(SsmClient.class).deleteParameter(r -> r.name(current.physicalId()));
    } catch (ParameterNotFoundException e) {
      // Gone already.
    }
  }

  private static PutParameterRequest.Builder put(ResourceRequest request, String name) {
    JsonNode properties = request.properties();
    String type = properties.path(TYPE).asText();
    if (type.equals("SecureString")) {
      throw SsmErrors.validation("SecureString is not a supported type for AWS::SSM::Parameter");
    }
    return PutParameterRequest.builder()
        .name(name)
        .type(type)
        .value(properties.path(VALUE).asText())
        .description(Properties.text(properties, "Description").orElse(""))
        .allowedPattern(Properties.text(properties, "AllowedPattern").orElse(null))
        .tier(Properties.text(properties, "Tier").orElse("Standard"))
        .dataType(Properties.text(properties, "DataType").orElse("text"));
  }

  private static Resource resource(String name, JsonNode properties) {
    return new Resource(
        name,
        Map.of(
            TYPE, properties.path(TYPE).asText(),
            VALUE, properties.path(VALUE).asText()));
  }

  private static List<Tag> tags(SsmClient ssm, String name) {
    try {
      return ssm.listTagsForResource(
              r -> r.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name))
          .tagList();
    } catch (InvalidResourceIdException e) {
      return List.of();
    }
  }
}
