package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code AWS::S3::BucketPolicy}. */
@AutoService(ResourceType.class)
public final class BucketPolicyType implements ResourceType {

  private static final String BUCKET = "Bucket";
  private static final String POLICY = "PolicyDocument";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::S3::BucketPolicy",
        Set.of(BUCKET, POLICY),
        Set.of(BUCKET),
        Set.of(POLICY),
        Set.of(),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    String bucket = Properties.text(request.properties(), BUCKET).orElse("");
    String policy = Properties.json(request.properties(), POLICY).orElse("");
    request.account().client(S3Client.class).putBucketPolicy(r -> r.bucket(bucket).policy(policy));
    return new Resource(bucket, Map.of());
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    return create(request);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    try {
      String policy =
          request
              .account()
              .client(S3Client.class)
              .getBucketPolicy(r -> r.bucket(current.physicalId()))
              .policy();
      return Optional.of(
          LiveProperties.of(request)
              .text(BUCKET, current.physicalId())
              .text(POLICY, policy)
              .json());
    } catch (S3Exception e) {
      // Neither the bucket nor a policy of its own.
      return Optional.empty();
    }
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    try {
      request
          .account()
          .client(S3Client.class)
          .deleteBucketPolicy(r -> r.bucket(current.physicalId()));
    } catch (NoSuchBucketException e) {
      // Gone with its bucket.
    }
  }
}
