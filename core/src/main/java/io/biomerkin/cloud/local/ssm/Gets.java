package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import io.biomerkin.cloud.local.ssm.SsmState.Found;
import io.biomerkin.cloud.local.ssm.StoredParameter.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/** Parameters that are read with their values. */
final class Gets {

  private static final int PAGE = 10;
  private static final int HISTORY_PAGE = 50;

  private final SsmState state;

  Gets(SsmState state) {
    this.state = state;
  }

  GetParameterResponse get(GetParameterRequest request) {
    Found found = state.find(Optional.ofNullable(request.name()).orElse(""));
    return GetParameterResponse.builder()
        .parameter(state.shown(found, request.withDecryption()))
        .build();
  }

  GetParametersResponse get(GetParametersRequest request) {
    if (request.names().size() > PAGE) {
      throw SsmErrors.validation(
          "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must"
              + " have length less than or equal to 10.");
    }
    List<Parameter> found = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : request.names()) {
      try {
        found.add(state.shown(state.find(name), request.withDecryption()));
      } catch (ParameterNotFoundException | ParameterVersionNotFoundException e) {
        invalid.add(name);
      }
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(invalid).build();
  }

  GetParametersByPathResponse byPath(GetParametersByPathRequest request) {
    KnownParameters.only(request, "Path", "Recursive", "WithDecryption", "MaxResults", "NextToken");
    String path = Optional.ofNullable(request.path()).orElse("");
    if (!path.startsWith("/")) {
      throw SsmErrors.validation(
          "The parameter doesn't meet the parameter name requirements. The parameter name must"
              + " begin with a forward slash \"/\".");
    }
    boolean recursive = Boolean.TRUE.equals(request.recursive());
    List<StoredParameter> all =
        state.parameters().all().stream()
            .filter(parameter -> below(path, parameter.name(), recursive))
            .toList();
    Page<StoredParameter> page =
        Page.of(
            all,
            StoredParameter::name,
            request.nextToken(),
            Optional.ofNullable(request.maxResults()).orElse(PAGE),
            SsmErrors::invalidToken);
    return GetParametersByPathResponse.builder()
        .parameters(
            page.items().stream()
                .map(p -> new Found(p, p.latest(), Optional.empty()))
                .map(found -> state.shown(found, request.withDecryption()))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  static boolean below(String path, String name, boolean recursive) {
    String folder = path.endsWith("/") ? path : path + "/";
    return name.startsWith(folder) && (recursive || name.indexOf('/', folder.length()) < 0);
  }

  GetParameterHistoryResponse history(GetParameterHistoryRequest request) {
    StoredParameter parameter =
        state.parameters().get(request.name()).orElseThrow(SsmErrors::notFound);
    Page<Version> page =
        Page.of(
            parameter.versions(),
            version -> String.format(Locale.ROOT, "%09d", version.number()),
            request.nextToken(),
            Optional.ofNullable(request.maxResults()).orElse(HISTORY_PAGE),
            SsmErrors::invalidToken);
    boolean decrypted = Boolean.TRUE.equals(request.withDecryption());
    return GetParameterHistoryResponse.builder()
        .parameters(page.items().stream().map(v -> past(parameter.name(), v, decrypted)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static ParameterHistory past(String name, Version version, boolean decrypted) {
    return ParameterHistory.builder()
        .name(name)
        .value(SsmState.value(version, decrypted))
        .type(version.type())
        .version(version.number())
        .tier(version.tier())
        .dataType(version.dataType())
        .description(version.description().orElse(null))
        .allowedPattern(version.allowedPattern().orElse(null))
        .lastModifiedDate(version.modified())
        .build();
  }
}
