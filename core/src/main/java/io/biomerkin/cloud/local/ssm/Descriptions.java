package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import io.biomerkin.cloud.local.ssm.StoredParameter.Version;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Parameters that are listed without their values. */
final class Descriptions {

  private static final int PAGE = 50;

  private final SsmState state;

  Descriptions(SsmState state) {
    this.state = state;
  }

  DescribeParametersResponse describe(DescribeParametersRequest request) {
    KnownParameters.only(request, "ParameterFilters", "MaxResults", "NextToken");
    List<StoredParameter> all =
        state.parameters().all().stream()
            .filter(p -> request.parameterFilters().stream().allMatch(f -> passes(request, f, p)))
            .toList();
    Page<StoredParameter> page =
        Page.of(
            all,
            StoredParameter::name,
            request.nextToken(),
            Optional.ofNullable(request.maxResults()).orElse(PAGE),
            SsmErrors::invalidToken);
    return DescribeParametersResponse.builder()
        .parameters(page.items().stream().map(this::metadata).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean passes(
      DescribeParametersRequest request, ParameterStringFilter filter, StoredParameter parameter) {
    String option = Optional.ofNullable(filter.option()).orElse("Equals");
    String key = filter.key();
    List<String> values = filter.values();
    if (key.equals("Name")) {
      return values.stream().anyMatch(value -> matches(option, parameter.name(), value));
    }
    if (key.equals("Type")) {
      return values.contains(parameter.latest().type());
    }
    if (key.equals("Path")) {
      boolean recursive = option.equals("Recursive");
      return values.stream().anyMatch(path -> Gets.below(path, parameter.name(), recursive));
    }
    if (key.startsWith("tag:")) {
      String tag = parameter.tags().get(key.substring("tag:".length()));
      return tag != null && (values.isEmpty() || values.contains(tag));
    }
    throw KnownParameters.refused(request, "ParameterFilters." + key);
  }

  private static boolean matches(String option, String name, String value) {
    return switch (option) {
      case "BeginsWith" -> name.startsWith(value);
      case "Contains" -> name.contains(value);
      default -> name.equals(value);
    };
  }

  private ParameterMetadata metadata(StoredParameter parameter) {
    Version version = parameter.latest();
    return ParameterMetadata.builder()
        .name(parameter.name())
        .arn(state.arn(parameter.name()))
        .type(version.type())
        .tier(version.tier())
        .version(version.number())
        .dataType(version.dataType())
        .description(version.description().orElse(null))
        .allowedPattern(version.allowedPattern().orElse(null))
        .lastModifiedDate(version.modified())
        .build();
  }
}
