package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.ssm.StoredParameter.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Parameters that are put: a new one, or a new version. */
final class Puts {

  private static final Pattern NAME = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");
  private static final int DEEPEST = 15;
  private static final int LONGEST_NAME = 1011;
  private static final int LONGEST_STANDARD = 4096;
  private static final int LONGEST_ADVANCED = 8192;

  private final SsmState state;

  Puts(SsmState state) {
    this.state = state;
  }

  PutParameterResponse put(PutParameterRequest request) {
    KnownParameters.only(
        request,
        "Name",
        "Value",
        "Type",
        "Description",
        "KeyId",
        "Overwrite",
        "AllowedPattern",
        "Tags",
        "Tier",
        "DataType");
    String name = Optional.ofNullable(request.name()).orElse("");
    checkName(name);
    boolean overwrite = Boolean.TRUE.equals(request.overwrite());
    if (overwrite && request.hasTags()) {
      throw SsmErrors.validation(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag. To update tags for an existing parameter,"
              + " please use AddTagsToResource or RemoveTagsFromResource.");
    }
    Optional<StoredParameter> existing = state.parameters().get(name);
    if (existing.isPresent() && !overwrite) {
      throw SsmErrors.exists();
    }
    Version version = version(request, existing.map(StoredParameter::latest));
    StoredParameter parameter =
        existing
            .map(old -> old.plus(version))
            .orElseGet(() -> new StoredParameter(name, List.of(version), tags(request.tags())));
    state.parameters().put(name, parameter);
    return PutParameterResponse.builder().version(version.number()).tier(version.tier()).build();
  }

  private Version version(PutParameterRequest request, Optional<Version> before) {
    String type =
        Optional.ofNullable(request.typeAsString())
            .or(() -> before.map(Version::type))
            .orElseThrow(
                () ->
                    SsmErrors.validation(
                        "A parameter type is required when you create a parameter."));
    String tier =
        Optional.ofNullable(request.tierAsString())
            .or(() -> before.map(Version::tier))
            .orElse("Standard");
    String value = Optional.ofNullable(request.value()).orElse("");
    checkValue(value, tier);
    Optional<String> pattern = Optional.ofNullable(request.allowedPattern());
    if (pattern.isPresent() && !value.matches(pattern.get())) {
      throw SsmErrors.mismatch(pattern.get());
    }
    return new Version(
        before.map(Version::number).orElse(0L) + 1,
        value,
        type,
        tier,
        Optional.ofNullable(request.dataType()).orElse("text"),
        Optional.ofNullable(request.description()).or(() -> before.flatMap(Version::description)),
        pattern,
        state.now());
  }

  private static void checkName(String name) {
    if (name.matches("(?i)/?(aws|ssm).*")) {
      throw SsmErrors.validation(
          "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
    }
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw SsmErrors.validation(
          "Invalid parameter name. Please use correct syntax for referencing a parameter, letters,"
              + " numbers and the following symbols: . - _ /");
    }
    if (name.contains("/") && !name.startsWith("/")) {
      throw SsmErrors.validation("Parameter name must be a fully qualified name.");
    }
    if (name.chars().filter(c -> c == '/').count() > DEEPEST) {
      throw SsmErrors.validation("A parameter hierarchy can have a maximum of fifteen levels.");
    }
  }

  private static void checkValue(String value, String tier) {
    if (value.isEmpty()) {
      throw SsmErrors.validation(
          "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member"
              + " must have length greater than or equal to 1.");
    }
    int most = tier.equals("Standard") ? LONGEST_STANDARD : LONGEST_ADVANCED;
    if (value.length() > most) {
      throw SsmErrors.validation(
          tier
              + " tier parameters support a maximum parameter value of "
              + most
              + " characters."
              + (tier.equals("Standard")
                  ? " To create a larger parameter value, upgrade the parameter to use the"
                      + " advanced-parameter tier."
                  : ""));
    }
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
