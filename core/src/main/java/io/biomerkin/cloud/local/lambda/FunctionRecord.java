package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/**
 * A function as it is kept, in one document: so that a process that dies leaves a whole function.
 *
 * @param latest the configuration of {@code $LATEST}
 * @param versions the configurations of the published versions, oldest first
 * @param lastVersion the number last given to a version, also when it was deleted since
 * @param published {@code $LATEST} when that version was published
 * @param aliases the aliases, by name
 * @param reserved the reserved concurrency
 * @param provisioned provisioned concurrency asked for, by version or alias
 * @param tags the tags
 * @param policies the resource policies' statements by qualifier, empty for the function itself
 */
record FunctionRecord(
    ObjectNode latest,
    List<ObjectNode> versions,
    int lastVersion,
    Optional<ObjectNode> published,
    Map<String, ObjectNode> aliases,
    Optional<Integer> reserved,
    Map<String, Integer> provisioned,
    Map<String, String> tags,
    Map<String, List<ObjectNode>> policies) {

  FunctionRecord {
    versions = List.copyOf(versions);
    aliases = sorted(aliases);
    provisioned = sorted(provisioned);
    tags = sorted(tags);
    policies = sorted(policies);
  }

  static FunctionRecord of(FunctionConfiguration latest, Map<String, String> tags) {
    return new FunctionRecord(
        SdkJson.write(latest),
        List.of(),
        0,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        tags,
        Map.of());
  }

  FunctionConfiguration configuration() {
    return configuration(latest);
  }

  List<FunctionConfiguration> versionConfigurations() {
    return versions.stream().map(FunctionRecord::configuration).toList();
  }

  Optional<FunctionConfiguration> version(String number) {
    return number.equals(FunctionName.LATEST)
        ? Optional.of(configuration())
        : versionConfigurations().stream().filter(v -> v.version().equals(number)).findFirst();
  }

  Optional<AliasConfiguration> alias(String name) {
    return Optional.ofNullable(aliases.get(name)).map(FunctionRecord::alias);
  }

  List<AliasConfiguration> aliasConfigurations() {
    return aliases.values().stream().map(FunctionRecord::alias).toList();
  }

  FunctionRecord withLatest(FunctionConfiguration changed) {
    return new FunctionRecord(
        SdkJson.write(changed),
        versions,
        lastVersion,
        published,
        aliases,
        reserved,
        provisioned,
        tags,
        policies);
  }

  FunctionRecord withVersions(List<ObjectNode> changed, int last, Optional<ObjectNode> snapshot) {
    return new FunctionRecord(
        latest, changed, last, snapshot, aliases, reserved, provisioned, tags, policies);
  }

  FunctionRecord withAliases(Map<String, ObjectNode> changed) {
    return new FunctionRecord(
        latest, versions, lastVersion, published, changed, reserved, provisioned, tags, policies);
  }

  FunctionRecord withReserved(Optional<Integer> changed) {
    return new FunctionRecord(
        latest, versions, lastVersion, published, aliases, changed, provisioned, tags, policies);
  }

  FunctionRecord withProvisioned(Map<String, Integer> changed) {
    return new FunctionRecord(
        latest, versions, lastVersion, published, aliases, reserved, changed, tags, policies);
  }

  FunctionRecord withTags(Map<String, String> changed) {
    return new FunctionRecord(
        latest,
        versions,
        lastVersion,
        published,
        aliases,
        reserved,
        provisioned,
        changed,
        policies);
  }

  FunctionRecord withPolicies(Map<String, List<ObjectNode>> changed) {
    return new FunctionRecord(
        latest, versions, lastVersion, published, aliases, reserved, provisioned, tags, changed);
  }

  private static FunctionConfiguration configuration(ObjectNode node) {
    return SdkJson.read(node, FunctionConfiguration.builder());
  }

  private static AliasConfiguration alias(ObjectNode node) {
    return SdkJson.read(node, AliasConfiguration.builder());
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
