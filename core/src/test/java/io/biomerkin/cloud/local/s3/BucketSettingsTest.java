package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketSettingsTest {

  @TempDir Path folder;
  S3Client s3;

  @BeforeEach
  void open() {
    s3 = EmbeddedCloud.client(S3Client.class, folder);
    s3.createBucket(r -> r.bucket("reports"));
  }

  @Test
  void a_new_bucket_is_encrypted_private_and_unversioned() {
    assertThat(
            s3.getBucketEncryption(r -> r.bucket("reports"))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket("reports"))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
    assertThat(s3.getBucketVersioning(r -> r.bucket("reports")).status()).isNull();
  }

  @Test
  void versioning_is_switched_on_and_suspended() {
    s3.putBucketVersioning(
        r -> r.bucket("reports").versioningConfiguration(v -> v.status("Enabled")));
    assertThat(s3.getBucketVersioning(r -> r.bucket("reports")).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);

    s3.putBucketVersioning(
        r -> r.bucket("reports").versioningConfiguration(v -> v.status("Suspended")));
    assertThat(s3.getBucketVersioning(r -> r.bucket("reports")).status())
        .isEqualTo(BucketVersioningStatus.SUSPENDED);
  }

  @Test
  void a_lifecycle_is_given_back_as_it_was_put_and_taken_away() {
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket("reports")
                .lifecycleConfiguration(
                    l ->
                        l.rules(
                            rule ->
                                rule.id("old")
                                    .status("Enabled")
                                    .filter(f -> f.prefix("tmp/"))
                                    .expiration(e -> e.days(7)))));
    var rule = s3.getBucketLifecycleConfiguration(r -> r.bucket("reports")).rules().get(0);
    assertThat(rule.id()).isEqualTo("old");
    assertThat(rule.filter().prefix()).isEqualTo("tmp/");
    assertThat(rule.expiration().days()).isEqualTo(7);

    s3.deleteBucketLifecycle(r -> r.bucket("reports"));
    assertRefused(
        () -> s3.getBucketLifecycleConfiguration(r -> r.bucket("reports")),
        "NoSuchLifecycleConfiguration");
  }

  @Test
  void a_policy_is_given_back_and_a_wrong_one_refused() {
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\"}]}";
    s3.putBucketPolicy(r -> r.bucket("reports").policy(policy));
    assertThat(s3.getBucketPolicy(r -> r.bucket("reports")).policy()).isEqualTo(policy);

    assertRefused(
        () -> s3.putBucketPolicy(r -> r.bucket("reports").policy("nonsense")), "MalformedPolicy");
    assertThat(s3.getBucketPolicy(r -> r.bucket("reports")).policy()).isEqualTo(policy);
  }

  @Test
  void tags_are_given_back_and_taken_away() {
    assertRefused(() -> s3.getBucketTagging(r -> r.bucket("reports")), "NoSuchTagSet");
    s3.putBucketTagging(
        r -> r.bucket("reports").tagging(t -> t.tagSet(tag -> tag.key("Project").value("B"))));
    assertThat(s3.getBucketTagging(r -> r.bucket("reports")).tagSet())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("Project=B");
    s3.deleteBucketTagging(r -> r.bucket("reports"));
    assertRefused(() -> s3.getBucketTagging(r -> r.bucket("reports")), "NoSuchTagSet");
  }

  @Test
  void the_public_access_block_can_be_removed() {
    s3.deletePublicAccessBlock(r -> r.bucket("reports"));
    assertRefused(
        () -> s3.getPublicAccessBlock(r -> r.bucket("reports")),
        "NoSuchPublicAccessBlockConfiguration");
  }

  private static void assertRefused(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
