package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The configurations of a bucket, each kept as it was put. */
final class BucketSettings {

  static final String ENCRYPTION = "encryption";
  static final String PUBLIC_ACCESS = "publicAccess";
  static final String POLICY = "policy";
  static final String LIFECYCLE = "lifecycle";
  static final String TAGS = "tags";
  static final String CORS = "cors";
  static final String OWNERSHIP = "ownership";
  static final String LOGGING = "logging";

  private final S3State state;

  BucketSettings(S3State state) {
    this.state = state;
  }

  void put(String bucket, String setting, SdkPojo value) {
    put(bucket, setting, SdkJson.write(value));
  }

  void put(String bucket, String setting, JsonNode value) {
    state.buckets().put(bucket, state.bucket(bucket).with(setting, value));
  }

  void remove(String bucket, String setting) {
    state.buckets().put(bucket, state.bucket(bucket).without(setting));
  }

  <T extends SdkPojo> Optional<T> get(
      String bucket, String setting, SdkBuilder<?, ? extends T> builder) {
    return node(bucket, setting).map(node -> SdkJson.read(node, builder));
  }

  Optional<JsonNode> node(String bucket, String setting) {
    return Optional.ofNullable(state.bucket(bucket).settings().get(setting));
  }
}
