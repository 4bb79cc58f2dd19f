package io.biomerkin.cloud;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The bucket of a release store: private, encrypted, versioned, read over TLS alone. What makes it
 * so goes in one after the other, as S3 refuses settings of one bucket at the same moment, and
 * versioning goes last: a bucket that has it has all.
 */
final class StoreBucket {

  /** Says for how long what was deleted or overwritten can be had back. */
  private static final int DAYS_OF_OLD_VERSIONS = 30;

  /** A lock is overwritten with every sign of life. */
  private static final int DAYS_OF_OLD_LOCKS = 1;

  private static final int DAYS_OF_BROKEN_UPLOADS = 7;

  private final S3Client client;
  private final String region;
  private final String bucket;

  StoreBucket(S3Client client, String region, String bucket) {
    this.client = client;
    this.region = region;
    this.bucket = bucket;
  }

  void make() {
    create();
    furnish();
  }

  /** Goes on where a process died over it. */
  void finish() {
    boolean whole =
        client.getBucketVersioning(r -> r.bucket(bucket)).status()
            == BucketVersioningStatus.ENABLED;
    if (!whole) {
      furnish();
    }
  }

  private void create() {
    try {
      client.createBucket(
          r -> {
            r.bucket(bucket);
            if (!region.equals("us-east-1")) {
              r.createBucketConfiguration(c -> c.locationConstraint(region));
            }
          });
    } catch (S3Exception e) {
      if (!CloudErrors.code(e).equals("BucketAlreadyOwnedByYou")) {
        throw e;
      }
    }
  }

  private void furnish() {
    client.putPublicAccessBlock(
        r ->
            r.bucket(bucket)
                .publicAccessBlockConfiguration(
                    p ->
                        p.blockPublicAcls(true)
                            .blockPublicPolicy(true)
                            .ignorePublicAcls(true)
                            .restrictPublicBuckets(true)));
    client.putBucketEncryption(
        r ->
            r.bucket(bucket)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                    d -> d.sseAlgorithm(ServerSideEncryption.AES256)))));
    client.putBucketPolicy(r -> r.bucket(bucket).policy(onlyTls()));
    client.putBucketLifecycleConfiguration(
        r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(oldVersions(), oldLocks())));
    client.putBucketVersioning(
        r ->
            r.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  /** AWS: "Security best practices for Amazon S3", enforce encryption of data in transit. */
  private String onlyTls() {
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return """
        {"Version":"2012-10-17","Statement":[{"Sid":"OnlyTls","Effect":"Deny","Principal":"*",\
        "Action":"s3:*","Resource":["arn:PARTITION:s3:::BUCKET","arn:PARTITION:s3:::BUCKET/*"],\
        "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""
        .replace("PARTITION", partition)
        .replace("BUCKET", bucket);
  }

  /**
   * S3 knows nothing of releases, so no rule ever ends what is current: only versions that somebody
   * deleted or overwrote go.
   */
  private static LifecycleRule oldVersions() {
    return LifecycleRule.builder()
        .id("old-versions")
        .status("Enabled")
        .filter(f -> f.prefix(""))
        .noncurrentVersionExpiration(e -> e.noncurrentDays(DAYS_OF_OLD_VERSIONS))
        .expiration(e -> e.expiredObjectDeleteMarker(true))
        .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(DAYS_OF_BROKEN_UPLOADS))
        .build();
  }

  private static LifecycleRule oldLocks() {
    return LifecycleRule.builder()
        .id("old-locks")
        .status("Enabled")
        .filter(f -> f.prefix("locks/"))
        .noncurrentVersionExpiration(e -> e.noncurrentDays(DAYS_OF_OLD_LOCKS))
        .build();
  }
}
