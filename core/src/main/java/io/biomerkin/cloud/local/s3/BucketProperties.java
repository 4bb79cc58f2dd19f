package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A template's bucket as the configurations of the API; wrong ones are told before any call. */
record BucketProperties(
    Optional<String> versioning,
    Optional<ServerSideEncryptionConfiguration> encryption,
    Optional<PublicAccessBlockConfiguration> publicAccess,
    Optional<BucketLifecycleConfiguration> lifecycle,
    Optional<CORSConfiguration> cors,
    Optional<OwnershipControls> ownership,
    Optional<LoggingEnabled> logging) {

  static BucketProperties of(ObjectNode properties) {
    return new BucketProperties(
        Properties.text(properties.path("VersioningConfiguration"), "Status"),
        read(
            properties,
            "BucketEncryption",
            BucketProperties::encryption,
            ServerSideEncryptionConfiguration.builder()),
        read(
            properties,
            "PublicAccessBlockConfiguration",
            BucketProperties::same,
            PublicAccessBlockConfiguration.builder()),
        read(
            properties,
            "LifecycleConfiguration",
            LifecycleProperties::convert,
            BucketLifecycleConfiguration.builder()),
        read(properties, "CorsConfiguration", BucketProperties::cors, CORSConfiguration.builder()),
        read(properties, "OwnershipControls", BucketProperties::same, OwnershipControls.builder()),
        read(
            properties,
            "LoggingConfiguration",
            BucketProperties::logging,
            LoggingEnabled.builder()));
  }

  /** Makes the bucket have these configurations; what is absent goes back to its default. */
  void apply(S3Client s3, String bucket) {
    boolean versioned = s3.getBucketVersioning(r -> r.bucket(bucket)).status() != null;
    if (versioning.isPresent() || versioned) {
      s3.putBucketVersioning(
          r ->
              r.bucket(bucket)
                  .versioningConfiguration(v -> v.status(versioning.orElse("Suspended"))));
    }
    s3.putBucketEncryption(
        r ->
            r.bucket(bucket)
                .serverSideEncryptionConfiguration(encryption.orElseGet(Defaults::encryption)));
    s3.putPublicAccessBlock(
        r ->
            r.bucket(bucket)
                .publicAccessBlockConfiguration(publicAccess.orElseGet(Defaults::noPublicAccess)));
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(bucket)
                .ownershipControls(
                    ownership.orElseGet(() -> Defaults.ownership("BucketOwnerEnforced"))));
    lifecycle.ifPresentOrElse(
        rules ->
            s3.putBucketLifecycleConfiguration(r -> r.bucket(bucket).lifecycleConfiguration(rules)),
        () -> s3.deleteBucketLifecycle(r -> r.bucket(bucket)));
    cors.ifPresentOrElse(
        rules -> s3.putBucketCors(r -> r.bucket(bucket).corsConfiguration(rules)),
        () -> s3.deleteBucketCors(r -> r.bucket(bucket)));
    s3.putBucketLogging(
        r -> r.bucket(bucket).bucketLoggingStatus(l -> l.loggingEnabled(logging.orElse(null))));
  }

  /** What a bucket has. */
  static BucketProperties read(S3Client s3, String bucket) {
    return new BucketProperties(
        Optional.ofNullable(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString()),
        kept(
            () ->
                s3.getBucketEncryption(r -> r.bucket(bucket)).serverSideEncryptionConfiguration()),
        kept(() -> s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration()),
        kept(
            () ->
                BucketLifecycleConfiguration.builder()
                    .rules(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
                    .build()),
        kept(
            () ->
                CORSConfiguration.builder()
                    .corsRules(s3.getBucketCors(r -> r.bucket(bucket)).corsRules())
                    .build()),
        kept(() -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)).ownershipControls()),
        kept(() -> s3.getBucketLogging(r -> r.bucket(bucket)).loggingEnabled()));
  }

  /** A configuration that the bucket does not have is answered with an error. */
  private static <T> Optional<T> kept(Supplier<@Nullable T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (S3Exception e) {
      return Optional.empty();
    }
  }

  /** Tells what the bucket has beside what a template asks for. */
  void tell(LiveProperties live, BucketProperties asked) {
    live.value(
        "VersioningConfiguration",
        JsonNodeFactory.instance.objectNode().put("Status", versioning.orElse("Suspended")));
    same(live, "BucketEncryption", asked.encryption, encryption);
    same(live, "PublicAccessBlockConfiguration", asked.publicAccess, publicAccess);
    same(live, "LifecycleConfiguration", asked.lifecycle, lifecycle);
    same(live, "CorsConfiguration", asked.cors, cors);
    same(live, "OwnershipControls", asked.ownership, ownership);
    same(live, "LoggingConfiguration", asked.logging, logging);
  }

  private static void same(
      LiveProperties live,
      String name,
      Optional<? extends SdkPojo> asked,
      Optional<? extends SdkPojo> has) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    live.same(
        name, asked.map(SdkJson::write).orElse(nothing), has.map(SdkJson::write).orElse(nothing));
  }

  private static <T extends SdkPojo> Optional<T> read(
      ObjectNode properties,
      String name,
      UnaryOperator<JsonNode> conversion,
      SdkBuilder<?, ? extends T> builder) {
    return properties.hasNonNull(name)
        ? Optional.of(SdkJson.read(conversion.apply(properties.get(name)), builder))
        : Optional.empty();
  }

  private static JsonNode same(JsonNode node) {
    return node;
  }

  private static JsonNode encryption(JsonNode node) {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    node.path("ServerSideEncryptionConfiguration")
        .forEach(
            rule -> {
              ObjectNode converted =
                  Properties.renamed(
                      rule,
                      Map.of(
                          "ServerSideEncryptionByDefault", "ApplyServerSideEncryptionByDefault"));
              rules.add(converted);
            });
    return JsonNodeFactory.instance.objectNode().set("Rules", rules);
  }

  private static JsonNode cors(JsonNode node) {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    node.path("CorsRules")
        .forEach(
            rule ->
                rules.add(
                    Properties.renamed(
                        rule,
                        Map.of(
                            "Id", "ID",
                            "ExposedHeaders", "ExposeHeaders",
                            "MaxAge", "MaxAgeSeconds"))));
    return JsonNodeFactory.instance.objectNode().set("CORSRules", rules);
  }

  private static JsonNode logging(JsonNode node) {
    ObjectNode converted =
        Properties.renamed(
            node, Map.of("DestinationBucketName", "TargetBucket", "LogFilePrefix", "TargetPrefix"));
    return converted.has("TargetPrefix") ? converted : converted.put("TargetPrefix", "");
  }
}
