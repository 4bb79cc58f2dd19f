package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Buckets that come, go and are listed. */
final class Buckets {

  /** The one region where creating a bucket again is no error, as it always was there. */
  private static final String LENIENT_REGION = "us-east-1";

  private final S3State state;

  Buckets(S3State state) {
    this.state = state;
  }

  CreateBucketResponse create(CreateBucketRequest request) {
    KnownParameters.only(request, "Bucket", "CreateBucketConfiguration", "ObjectOwnership");
    String name = Optional.ofNullable(request.bucket()).orElse("");
    BucketName.check(name);
    checkLocation(request);
    if (state.buckets().get(name).isEmpty()) {
      state.buckets().put(name, new Bucket(name, state.now(), "", settings(request)));
    } else if (!region().equals(LENIENT_REGION)) {
      throw S3Errors.alreadyOwned();
    }
    return CreateBucketResponse.builder().location("/" + name).build();
  }

  private static Map<String, JsonNode> settings(CreateBucketRequest request) {
    Map<String, JsonNode> settings = new TreeMap<>(Defaults.settings());
    if (request.objectOwnership() != null) {
      settings.put(
          BucketSettings.OWNERSHIP,
          SdkJson.write(Defaults.ownership(request.objectOwnershipAsString())));
    }
    CreateBucketConfiguration configuration = request.createBucketConfiguration();
    if (configuration != null && configuration.hasTags()) {
      settings.put(
          BucketSettings.TAGS,
          SdkJson.write(Tagging.builder().tagSet(configuration.tags()).build()));
    }
    return settings;
  }

  private void checkLocation(CreateBucketRequest request) {
    if (request.createBucketConfiguration() == null) {
      return;
    }
    String location = request.createBucketConfiguration().locationConstraintAsString();
    if (location == null) {
      return;
    }
    if (location.equals(LENIENT_REGION)) {
      throw S3Errors.refused(
          400, "InvalidLocationConstraint", "The specified location-constraint is not valid");
    }
    if (!location.equals(region())) {
      throw S3Errors.refused(
          400,
          "IllegalLocationConstraintException",
          "The "
              + location
              + " location constraint is incompatible for the region specific endpoint this"
              + " request was sent to.");
    }
  }

  DeleteBucketResponse delete(DeleteBucketRequest request) {
    Bucket bucket = state.bucket(request.bucket());
    if (!state.isEmpty(bucket)) {
      throw S3Errors.bucketNotEmpty(!bucket.versioning().isEmpty());
    }
    state.remove(bucket);
    return DeleteBucketResponse.builder().build();
  }

  HeadBucketResponse head(HeadBucketRequest request) {
    state.bucket(request.bucket());
    return HeadBucketResponse.builder()
        .bucketRegion(region())
        .bucketArn("arn:aws:s3:::" + request.bucket())
        .build();
  }

  GetBucketLocationResponse location(GetBucketLocationRequest request) {
    state.bucket(request.bucket());
    String location = region().equals(LENIENT_REGION) ? null : region();
    return GetBucketLocationResponse.builder().locationConstraint(location).build();
  }

  ListBucketsResponse list(ListBucketsRequest request) {
    KnownParameters.only(request, "Prefix", "BucketRegion");
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    return ListBucketsResponse.builder()
        .prefix(request.prefix())
        .owner(owner -> owner.id(state.account().account()))
        .buckets(
            state.buckets().all().stream()
                .filter(bucket -> bucket.name().startsWith(prefix))
                .map(this::listed)
                .toList())
        .build();
  }

  private software.amazon.awssdk.services.s3.model.Bucket listed(Bucket bucket) {
    return software.amazon.awssdk.services.s3.model.Bucket.builder()
        .name(bucket.name())
        .creationDate(bucket.created())
        .bucketRegion(region())
        .build();
  }

  private String region() {
    return state.account().region();
  }
}
