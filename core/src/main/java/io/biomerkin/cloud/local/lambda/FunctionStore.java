package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.cloud.local.state.Documents;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** The functions of the account and their code. */
final class FunctionStore {

  private final LocalAccount account;

  FunctionStore(LocalAccount account) {
    this.account = account;
  }

  Optional<FunctionRecord> find(String name) {
    return functions().get(name);
  }

  FunctionRecord get(FunctionName function) {
    return find(function.name())
        .orElseThrow(
            () ->
                LambdaErrors.notFound(
                    "Function not found: "
                        + arn(function.name())
                        + function.qualifier().map(q -> ":" + q).orElse("")));
  }

  List<FunctionRecord> all() {
    return functions().all();
  }

  void put(FunctionRecord function) {
    functions().put(function.configuration().functionName(), function);
  }

  void remove(String name) {
    functions().remove(name);
  }

  String arn(String name) {
    return account.arn("lambda", "function:" + name);
  }

  /**
   * The configuration that a qualifier means now, and the number of its version: an alias without
   * its additional weights.
   */
  FunctionConfiguration resolve(FunctionName function) {
    FunctionRecord record = get(function);
    if (function.qualifier().isEmpty()) {
      return record.configuration();
    }
    String qualifier = function.qualifier().get();
    String version =
        record.alias(qualifier).map(alias -> alias.functionVersion()).orElse(qualifier);
    return record
        .version(version)
        .map(found -> found.toBuilder().functionArn(arn(function.name()) + ":" + qualifier).build())
        .orElseThrow(
            () ->
                LambdaErrors.notFound(
                    "Function not found: " + arn(function.name()) + ":" + qualifier));
  }

  /** Code packages, by the hexadecimal form of their digest. */
  Blobs code() {
    return account.state().blobs("lambda/code");
  }

  /** Lambda tells digests in Base64, the store in hexadecimal digits. */
  static String hex(String codeSha256) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(codeSha256));
  }

  private Documents<FunctionRecord> functions() {
    return account.state().documents("lambda/functions", FunctionRecord.class);
  }
}
