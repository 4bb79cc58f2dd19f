package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CloudClock;
import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketsTest {

  @TempDir Path folder;
  S3Client s3;

  @BeforeEach
  void open() {
    s3 = EmbeddedCloud.client(S3Client.class, folder);
  }

  @Test
  void a_created_bucket_is_there_for_another_process() {
    s3.createBucket(r -> r.bucket("reports"));

    S3Client other = EmbeddedCloud.client(S3Client.class, folder);
    assertThat(other.listBuckets().buckets()).extracting(b -> b.name()).containsExactly("reports");
    assertThat(other.headBucket(r -> r.bucket("reports")).bucketRegion()).isEqualTo("us-east-1");
  }

  @Test
  void a_missing_bucket_is_told_as_such() {
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("reports")))
        .isInstanceOfSatisfying(
            NoSuchBucketException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(404);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The specified bucket does not exist");
            });
  }

  @Test
  void creating_again_is_refused_everywhere_but_in_us_east_1() {
    s3.createBucket(r -> r.bucket("reports"));
    s3.createBucket(r -> r.bucket("reports"));

    S3Client europe =
        LocalAccount.open(folder, "111111111111", "eu-west-1", CloudClock.system())
            .client(S3Client.class);
    europe.createBucket(r -> r.bucket("reports-eu"));
    assertThatThrownBy(() -> europe.createBucket(r -> r.bucket("reports-eu")))
        .isInstanceOf(BucketAlreadyOwnedByYouException.class)
        .hasMessageContaining(
            "Your previous request to create the named bucket succeeded and you already own it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Reports",
        "reports_",
        "-reports",
        "reports-",
        "a..b",
        "10.0.0.1",
        "xn--reports",
        "reports-s3alias"
      })
  void a_name_against_the_rules_is_refused(String name) {
    assertThatThrownBy(() -> s3.createBucket(r -> r.bucket(name)))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("The specified bucket is not valid.");
  }

  @Test
  void a_location_of_another_region_is_refused() {
    assertThatThrownBy(
            () ->
                s3.createBucket(
                    r ->
                        r.bucket("reports")
                            .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining(
            "The eu-west-1 location constraint is incompatible for the region specific endpoint"
                + " this request was sent to.");
  }

  @Test
  void a_bucket_with_objects_is_not_deleted() {
    s3.createBucket(r -> r.bucket("reports"));
    s3.putObject(r -> r.bucket("reports").key("a"), RequestBody.fromString("x"));

    assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket("reports")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(409);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty");
            });
    assertThat(s3.getObjectAsBytes(r -> r.bucket("reports").key("a")).asUtf8String())
        .isEqualTo("x");
  }

  @Test
  void a_bucket_of_delete_markers_alone_is_not_deleted_either() {
    s3.createBucket(r -> r.bucket("reports"));
    s3.putBucketVersioning(
        r -> r.bucket("reports").versioningConfiguration(v -> v.status("Enabled")));
    s3.deleteObject(r -> r.bucket("reports").key("never"));

    assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket("reports")))
        .hasMessageContaining(
            "The bucket you tried to delete is not empty. You must delete all versions in the"
                + " bucket.");
  }

  @Test
  void a_deleted_bucket_leaves_nothing_to_a_new_one_of_its_name() {
    s3.createBucket(r -> r.bucket("reports"));
    s3.putBucketPolicy(r -> r.bucket("reports").policy("{\"Statement\":[{}]}"));
    s3.putObject(r -> r.bucket("reports").key("a"), RequestBody.fromString("x"));
    s3.deleteObject(r -> r.bucket("reports").key("a"));
    s3.deleteBucket(r -> r.bucket("reports"));
    s3.createBucket(r -> r.bucket("reports"));

    assertThat(s3.listObjectsV2(r -> r.bucket("reports")).contents()).isEmpty();
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket("reports")))
        .hasMessageContaining("The bucket policy does not exist");
  }

  @Test
  void a_parameter_it_does_not_honour_is_refused_by_name() {
    assertThatThrownBy(
            () -> s3.createBucket(r -> r.bucket("reports").acl(BucketCannedACL.PUBLIC_READ)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "CreateBucket: the embedded cloud does not know its parameter ACL;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
  }
}
