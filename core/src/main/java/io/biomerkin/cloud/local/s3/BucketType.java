package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.ResourceTags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** {@code AWS::S3::Bucket}. */
@AutoService(ResourceType.class)
public final class BucketType implements ResourceType {

  private static final String NAME = "BucketName";

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::S3::Bucket",
        Set.of(),
        Set.of(NAME),
        Set.of(
            "BucketEncryption",
            "CorsConfiguration",
            "LifecycleConfiguration",
            "LoggingConfiguration",
            "OwnershipControls",
            "PublicAccessBlockConfiguration",
            "Tags",
            "VersioningConfiguration"),
        Set.of("Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL"),
        true);
  }

  @Override
  public Resource create(ResourceRequest request) {
    BucketProperties properties = BucketProperties.of(request.properties());
    S3Client s3 = request.account().client(S3Client.class);
    String name = name(request);
    if (exists(s3, name)) {
      if (!ResourceTags.own(tags(s3, name), request)) {
        throw Properties.alreadyExists(schema().type(), name);
      }
    } else {
      s3.createBucket(
          r ->
              r.bucket(name)
                  .createBucketConfiguration(c -> c.tags(list(ResourceTags.of(request)))));
    }
    return applied(s3, name, properties, request);
  }

  @Override
  public Optional<Resource> find(ResourceRequest request) {
    String name = name(request);
    return exists(request.account().client(S3Client.class), name)
        ? Optional.of(resource(name, request.account().region()))
        : Optional.empty();
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    S3Client s3 = request.account().client(S3Client.class);
    return applied(s3, current.physicalId(), BucketProperties.of(request.properties()), request);
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    S3Client s3 = request.account().client(S3Client.class);
    String name = current.physicalId();
    if (!exists(s3, name)) {
      return Optional.empty();
    }
    LiveProperties live = LiveProperties.of(request).text(NAME, name).tags(tags(s3, name));
    BucketProperties.read(s3, name).tell(live, BucketProperties.of(request.properties()));
    return Optional.of(live.json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {
    S3Client s3 = request.account().client(S3Client.class);
    if (exists(s3, current.physicalId())) {
      s3.deleteBucket(r -> r.bucket(current.physicalId()));
    }
  }

  private static Resource applied(
      S3Client s3, String name, BucketProperties properties, ResourceRequest request) {
    s3.putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(list(ResourceTags.of(request)))));
    properties.apply(s3, name);
    return resource(name, request.account().region());
  }

  private static Resource resource(String name, String region) {
    String regional = name + ".s3." + region + ".amazonaws.com";
    return new Resource(
        name,
        Map.of(
            "Arn", "arn:aws:s3:::" + name,
            "DomainName", name + ".s3.amazonaws.com",
            "DualStackDomainName", name + ".s3.dualstack." + region + ".amazonaws.com",
            "RegionalDomainName", regional,
            "WebsiteURL", "http://" + name + ".s3-website-" + region + ".amazonaws.com"));
  }

  private static String name(ResourceRequest request) {
    String name = request.nameOr(NAME, 63);
    return request.properties().hasNonNull(NAME) ? name : name.toLowerCase(Locale.ROOT);
  }

  private static boolean exists(S3Client s3, String name) {
    try {
      s3.headBucket(r -> r.bucket(name));
      return true;
    } catch (NoSuchBucketException e) {
      return false;
    }
  }

  private static Map<String, String> tags(S3Client s3, String name) {
    try {
      return s3.getBucketTagging(r -> r.bucket(name)).tagSet().stream()
          .collect(java.util.stream.Collectors.toMap(Tag::key, Tag::value));
    } catch (S3Exception e) {
      return Map.of();
    }
  }

  private static List<Tag> list(Map<String, String> tags) {
    return ObjectTags.list(tags);
  }
}
