package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.SelfLocking;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tagging;

/** The object store's calls, each handed to the class that knows it. */
final class LocalS3 implements SettingCalls, SelfLocking {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalAccount account;
  private final S3State state;

  LocalS3(LocalAccount account) {
    this.account = account;
    this.state = new S3State(account);
  }

  @Override
  public LocalAccount account() {
    return account;
  }

  @Override
  public BucketSettings settings() {
    return new BucketSettings(state);
  }

  @Override
  public CreateBucketResponse createBucket(CreateBucketRequest request) {
    return account.locked(() -> new Buckets(state).create(request));
  }

  @Override
  public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
    return account.locked(() -> new Buckets(state).delete(request));
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    return account.locked(() -> new Buckets(state).head(request));
  }

  @Override
  public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
    return account.locked(() -> new Buckets(state).location(request));
  }

  @Override
  public ListBucketsResponse listBuckets(ListBucketsRequest request) {
    return account.locked(() -> new Buckets(state).list(request));
  }

  @Override
  public ListBucketsResponse listBuckets() {
    return listBuckets(ListBucketsRequest.builder().build());
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    return account.locked(() -> new ObjectWrites(state).put(request, body));
  }

  @Override
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    return account.locked(() -> new Copies(state).copy(request));
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return account.locked(() -> new ObjectReads(state).get(request, transformer));
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return account.locked(() -> new ObjectReads(state).head(request));
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return account.locked(() -> new Deletions(state).delete(request));
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    return account.locked(() -> new Deletions(state).delete(request));
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return account.locked(() -> new Listing(state).list(request));
  }

  @Override
  public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
    return account.locked(() -> new VersionListing(state).list(request));
  }

  @Override
  public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
    return account.locked(() -> new ObjectTags(state).get(request));
  }

  @Override
  public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request) {
    return account.locked(() -> new ObjectTags(state).put(request));
  }

  @Override
  public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest request) {
    return account.locked(() -> new ObjectTags(state).delete(request));
  }

  @Override
  public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
    return account.locked(
        () -> {
          Bucket bucket = state.bucket(request.bucket());
          String status = request.versioningConfiguration().statusAsString();
          if (!"Enabled".equals(status) && !"Suspended".equals(status)) {
            throw S3Errors.refused(
                400,
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified");
          }
          state.buckets().put(bucket.name(), bucket.withVersioning(status));
          return PutBucketVersioningResponse.builder().build();
        });
  }

  @Override
  public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
    return account.locked(
        () -> {
          String status = state.bucket(request.bucket()).versioning();
          return GetBucketVersioningResponse.builder()
              .status(status.isEmpty() ? null : status)
              .build();
        });
  }

  @Override
  public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
    return account.locked(
        () -> {
          checkPolicy(Optional.ofNullable(request.policy()).orElse(""));
          settings()
              .put(request.bucket(), BucketSettings.POLICY, TextNode.valueOf(request.policy()));
          return PutBucketPolicyResponse.builder().build();
        });
  }

  private static void checkPolicy(String policy) {
    try {
      if (policy.startsWith("{") && JSON.readTree(policy).path("Statement").size() > 0) {
        return;
      }
      throw S3Errors.refused(
          400,
          "MalformedPolicy",
          policy.startsWith("{")
              ? "Missing required field Statement"
              : "Policies must be valid JSON and the first byte must be '{'");
    } catch (JsonProcessingException e) {
      throw S3Errors.refused(
          400, "MalformedPolicy", "This policy contains invalid Json: " + e.getOriginalMessage());
    }
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return account.locked(
        () ->
            settings()
                .node(request.bucket(), BucketSettings.POLICY)
                .map(policy -> GetBucketPolicyResponse.builder().policy(policy.asText()).build())
                .orElseThrow(
                    () ->
                        S3Errors.refused(
                            404, "NoSuchBucketPolicy", "The bucket policy does not exist")));
  }

  @Override
  public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
    return account.locked(
        () -> {
          settings().remove(request.bucket(), BucketSettings.POLICY);
          return DeleteBucketPolicyResponse.builder().build();
        });
  }

  @Override
  public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request) {
    return account.locked(
        () -> {
          settings().put(request.bucket(), BucketSettings.TAGS, request.tagging());
          return PutBucketTaggingResponse.builder().build();
        });
  }

  @Override
  public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
    return account.locked(
        () -> {
          Tagging tagging =
              settings()
                  .get(request.bucket(), BucketSettings.TAGS, Tagging.builder())
                  .orElseThrow(
                      () -> S3Errors.refused(404, "NoSuchTagSet", "The TagSet does not exist"));
          return GetBucketTaggingResponse.builder().tagSet(tagging.tagSet()).build();
        });
  }

  @Override
  public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest request) {
    return account.locked(
        () -> {
          settings().remove(request.bucket(), BucketSettings.TAGS);
          return DeleteBucketTaggingResponse.builder().build();
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
