package io.biomerkin.cloud.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;

/** Versions: numbered once, never changed, not made when nothing changed since the last one. */
final class Versions {

  private static final List<String> MOVING = List.of("LastModified", "RevisionId");

  private final FunctionStore store;

  Versions(FunctionStore store) {
    this.store = store;
  }

  FunctionConfiguration publish(PublishVersionRequest request) {
    KnownParameters.only(request, "FunctionName", "CodeSha256", "Description", "RevisionId");
    FunctionRecord record = store.get(FunctionName.parse(request.functionName()));
    FunctionConfiguration latest = record.configuration();
    Functions.checkRevision(request.revisionId(), latest.revisionId());
    String wanted = request.codeSha256();
    if (wanted != null && !wanted.isEmpty() && !wanted.equals(latest.codeSha256())) {
      throw LambdaErrors.invalid(
          "CodeSHA256 ("
              + wanted
              + ") is different from current CodeSHA256 in $LATEST ("
              + latest.codeSha256()
              + "). Please try again with the CodeSHA256 in $LATEST.");
    }
    return unchanged(record).orElseGet(() -> add(record, request.description()));
  }

  /** The last version, when it still is what {@code $LATEST} is. */
  Optional<FunctionConfiguration> unchanged(FunctionRecord record) {
    return record
        .published()
        .filter(snapshot(record)::equals)
        .flatMap(same -> record.version(Integer.toString(record.lastVersion())));
  }

  List<FunctionConfiguration> list(FunctionRecord record) {
    List<FunctionConfiguration> all = new ArrayList<>();
    FunctionConfiguration latest = record.configuration();
    all.add(latest.toBuilder().functionArn(latest.functionArn() + ":$LATEST").build());
    all.addAll(record.versionConfigurations());
    return all;
  }

  void delete(FunctionRecord record, String version) {
    if (version.equals(FunctionName.LATEST)) {
      throw LambdaErrors.invalid(
          "$LATEST version cannot be deleted without deleting the function.");
    }
    if (!version.matches("[0-9]+")) {
      throw LambdaErrors.invalid("Deletion of aliases is not currently supported.");
    }
    record.aliasConfigurations().stream()
        .filter(alias -> Aliases.versions(alias).contains(version))
        .findFirst()
        .ifPresent(
            alias -> {
              throw LambdaErrors.conflict(
                  "Version "
                      + version
                      + " is being used by alias "
                      + alias.name()
                      + ": point the alias to another version first.");
            });
    List<ObjectNode> left =
        record.versions().stream()
            .filter(each -> !each.path("Version").asText().equals(version))
            .toList();
    Map<String, Integer> provisioned = new TreeMap<>(record.provisioned());
    provisioned.remove(version);
    store.put(
        record
            .withVersions(left, record.lastVersion(), record.published())
            .withProvisioned(provisioned));
  }

  private FunctionConfiguration add(FunctionRecord record, @Nullable String description) {
    int number = record.lastVersion() + 1;
    FunctionConfiguration latest = record.configuration();
    FunctionConfiguration version =
        latest.toBuilder()
            .version(Integer.toString(number))
            .functionArn(latest.functionArn() + ":" + number)
            .description(Optional.ofNullable(description).orElse(latest.description()))
            .revisionId(UUID.randomUUID().toString())
            .build();
    List<ObjectNode> versions = new ArrayList<>(record.versions());
    versions.add(SdkJson.write(version));
    store.put(record.withVersions(versions, number, Optional.of(snapshot(record))));
    return version;
  }

  private static ObjectNode snapshot(FunctionRecord record) {
    ObjectNode snapshot = record.latest().deepCopy();
    snapshot.remove(MOVING);
    return snapshot;
  }
}
