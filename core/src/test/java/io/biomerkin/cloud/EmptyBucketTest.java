package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** A bucket is emptied; S3 tells key by key what it does not delete, and the call goes well. */
class EmptyBucketTest {

  private Cloud cloud;
  private S3Client s3;

  @BeforeEach
  void versions_and_a_delete_marker(@TempDir Path folder) {
    cloud = EmbeddedCloud.open(folder, new MovableClock());
    s3 = cloud.client(S3Client.class);
    s3.createBucket(r -> r.bucket("inbox"));
    s3.putBucketVersioning(
        r ->
            r.bucket("inbox")
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    for (int i = 0; i < 3; i++) {
      s3.putObject(r -> r.bucket("inbox").key("a"), RequestBody.fromString("text " + i));
    }
    s3.deleteObject(r -> r.bucket("inbox").key("a"));
    s3.putObject(r -> r.bucket("inbox").key("b"), RequestBody.fromString("text"));
  }

  @Test
  void every_version_and_marker_goes() {
    new Buckets(cloud).empty("inbox");
    assertThat(left()).isZero();
  }

  @Test
  void a_bucket_that_is_gone_is_empty() {
    new Buckets(cloud).empty("outbox");
    assertThat(left()).isEqualTo(5);
  }

  @Test
  void faults_that_pass_are_got_over() {
    empty(2, "InternalError");
    assertThat(left()).isZero();
  }

  @Test
  void faults_that_last_are_told() {
    assertThatThrownBy(() -> empty(100, "SlowDown"))
        .hasMessage(
            "bucket inbox: it cannot be emptied: a: try later (SlowDown), and 4 more; run the same"
                + " command again [BMK-504]");
  }

  @Test
  void what_may_not_be_deleted_is_told_at_once() {
    assertThatThrownBy(() -> empty(1, "AccessDenied"))
        .hasMessage(
            "bucket inbox: it cannot be emptied: a: try later (AccessDenied), and 4 more; remove"
                + " what keeps them (a legal hold, a bucket policy, a missing permission), then run"
                + " the same command again [BMK-504]");
    assertThat(left()).isEqualTo(5);
  }

  /** Empties it while S3 answers so often that it deleted nothing. */
  private void empty(int times, String code) {
    int[] calls = new int[1];
    CallInterceptor refusing =
        new CallInterceptor() {
          @Override
          public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
            return call.operation().equals("deleteObjects") && calls[0]++ < times
                ? DeleteObjectsResponse.builder()
                    .errors(Collections.nCopies(5, error("a", code)))
                    .build()
                : operation.get();
          }
        };
    new Buckets(cloud.intercepted(refusing)).empty("inbox");
  }

  private static S3Error error(String key, String code) {
    return S3Error.builder().key(key).code(code).message("try later").build();
  }

  private int left() {
    var page = s3.listObjectVersions(r -> r.bucket("inbox"));
    return page.versions().size() + page.deleteMarkers().size();
  }
}
