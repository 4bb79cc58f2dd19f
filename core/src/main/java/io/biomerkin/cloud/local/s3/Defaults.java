package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** The configurations that every new bucket has. */
final class Defaults {

  private Defaults() {}

  static Map<String, JsonNode> settings() {
    return Map.of(
        BucketSettings.ENCRYPTION, SdkJson.write(encryption()),
        BucketSettings.PUBLIC_ACCESS, SdkJson.write(noPublicAccess()),
        BucketSettings.OWNERSHIP, SdkJson.write(ownership("BucketOwnerEnforced")));
  }

  static ServerSideEncryptionConfiguration encryption() {
    return ServerSideEncryptionConfiguration.builder()
        .rules(
            rule ->
                rule.applyServerSideEncryptionByDefault(by -> by.sseAlgorithm("AES256"))
                    .bucketKeyEnabled(false))
        .build();
  }

  static OwnershipControls ownership(String of) {
    return OwnershipControls.builder().rules(rule -> rule.objectOwnership(of)).build();
  }

  static PublicAccessBlockConfiguration noPublicAccess() {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(true)
        .ignorePublicAcls(true)
        .blockPublicPolicy(true)
        .restrictPublicBuckets(true)
        .build();
  }
}
