package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/** Aliases: names for a version, or for two of them by weight. */
final class Aliases {

  private final FunctionStore store;

  Aliases(FunctionStore store) {
    this.store = store;
  }

  /** All versions that an alias can lead to. */
  static Set<String> versions(AliasConfiguration alias) {
    Set<String> versions = new TreeSet<>(weights(alias.routingConfig()).keySet());
    versions.add(alias.functionVersion());
    return versions;
  }

  static Map<String, Double> weights(@Nullable AliasRoutingConfiguration routing) {
    return routing == null ? Map.of() : routing.additionalVersionWeights();
  }

  AliasConfiguration create(CreateAliasRequest request) {
    FunctionRecord record = store.get(FunctionName.parse(request.functionName()));
    String name = checkedName(request.name());
    if (record.alias(name).isPresent()) {
      throw LambdaErrors.conflict("Alias already exists: " + arn(record, name));
    }
    return put(
        record,
        AliasConfiguration.builder()
            .name(name)
            .aliasArn(arn(record, name))
            .functionVersion(request.functionVersion())
            .description(Optional.ofNullable(request.description()).orElse(""))
            .routingConfig(request.routingConfig())
            .build());
  }

  AliasConfiguration update(UpdateAliasRequest request) {
    FunctionRecord record = store.get(FunctionName.parse(request.functionName()));
    AliasConfiguration alias = get(record, request.name());
    Functions.checkRevision(request.revisionId(), alias.revisionId());
    AliasConfiguration.Builder changed = alias.toBuilder();
    Optional.ofNullable(request.functionVersion()).ifPresent(changed::functionVersion);
    Optional.ofNullable(request.description()).ifPresent(changed::description);
    Optional.ofNullable(request.routingConfig()).ifPresent(changed::routingConfig);
    return put(record, changed.build());
  }

  AliasConfiguration get(@Nullable String function, String name) {
    return get(store.get(FunctionName.parse(function)), name);
  }

  List<AliasConfiguration> list(@Nullable String function, @Nullable String version) {
    return store.get(FunctionName.parse(function)).aliasConfigurations().stream()
        .filter(alias -> version == null || versions(alias).contains(version))
        .toList();
  }

  /** An alias that is gone already is no failure, as on Lambda. */
  void delete(@Nullable String function, String name) {
    FunctionRecord record = store.get(FunctionName.parse(function));
    Map<String, ObjectNode> aliases = new TreeMap<>(record.aliases());
    aliases.remove(name);
    Map<String, Integer> provisioned = new TreeMap<>(record.provisioned());
    provisioned.remove(name);
    Map<String, List<ObjectNode>> policies = new TreeMap<>(record.policies());
    policies.remove(name);
    store.put(record.withAliases(aliases).withProvisioned(provisioned).withPolicies(policies));
  }

  private AliasConfiguration get(FunctionRecord record, String name) {
    return record
        .alias(name)
        .orElseThrow(() -> LambdaErrors.notFound("Cannot find alias arn: " + arn(record, name)));
  }

  private AliasConfiguration put(FunctionRecord record, AliasConfiguration alias) {
    checkVersions(record, alias);
    AliasConfiguration.Builder kept = alias.toBuilder().revisionId(UUID.randomUUID().toString());
    if (weights(alias.routingConfig()).isEmpty()) {
      kept.routingConfig((AliasRoutingConfiguration) null);
    }
    Map<String, ObjectNode> aliases = new TreeMap<>(record.aliases());
    aliases.put(alias.name(), SdkJson.write(kept.build()));
    store.put(record.withAliases(aliases));
    return kept.build();
  }

  private void checkVersions(FunctionRecord record, AliasConfiguration alias) {
    for (String version : versions(alias)) {
      if (record.version(version).isEmpty()) {
        throw LambdaErrors.notFound("Function not found: " + arn(record, version));
      }
    }
    Map<String, Double> weights = weights(alias.routingConfig());
    if (weights.isEmpty()) {
      return;
    }
    if (weights.size() > 1) {
      throw LambdaErrors.invalid(
          "Number of items in AdditionalVersionWeights cannot be more than 1");
    }
    if (versions(alias).contains(FunctionName.LATEST)) {
      throw LambdaErrors.invalid(
          "$LATEST is not supported for an alias pointing to more than 1 version");
    }
    if (weights.containsKey(alias.functionVersion())) {
      throw LambdaErrors.invalid(
          "Invalid function version "
              + alias.functionVersion()
              + ". Function version "
              + alias.functionVersion()
              + " is already included in routing configuration.");
    }
    double weight = weights.values().iterator().next();
    if (weight < 0 || weight > 1) {
      throw LambdaErrors.validation(
          weights,
          "routingConfig.additionalVersionWeights",
          "Map value must satisfy constraint: [Member must have value less than or equal to 1.0,"
              + " Member must have value greater than or equal to 0.0]");
    }
  }

  private static String checkedName(@Nullable String name) {
    if (name == null || !name.matches("(?!^[0-9]+$)([a-zA-Z0-9-_]{1,128})")) {
      throw LambdaErrors.validation(
          String.valueOf(name),
          "name",
          "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    }
    return name;
  }

  private static String arn(FunctionRecord record, String qualifier) {
    return record.configuration().functionArn() + ":" + qualifier;
  }
}
