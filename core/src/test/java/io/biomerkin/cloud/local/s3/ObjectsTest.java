package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectsTest {

  private static final String SHA256_OF_HELLO = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

  @TempDir Path folder;
  @TempDir Path files;
  S3Client s3;

  @BeforeEach
  void open() {
    s3 = EmbeddedCloud.client(S3Client.class, folder);
    s3.createBucket(r -> r.bucket("box"));
  }

  @Test
  void an_object_is_read_by_another_process_with_all_it_was_put_with() {
    s3.putObject(
        r ->
            r.bucket("box")
                .key("a/report.json")
                .contentType("application/json")
                .metadata(Map.of("Release", "20261006-143022"))
                .tagging("team=genomics"),
        RequestBody.fromString("{}"));

    S3Client other = EmbeddedCloud.client(S3Client.class, folder);
    var read = other.getObjectAsBytes(r -> r.bucket("box").key("a/report.json"));
    assertThat(read.asUtf8String()).isEqualTo("{}");
    assertThat(read.response().contentType()).isEqualTo("application/json");
    assertThat(read.response().metadata()).containsExactly(Map.entry("release", "20261006-143022"));
    assertThat(read.response().contentLength()).isEqualTo(2);
    assertThat(read.response().eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
    assertThat(read.response().lastModified()).isEqualTo("2026-10-06T14:30:22Z");
    assertThat(other.getObjectTagging(r -> r.bucket("box").key("a/report.json")).tagSet())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("team=genomics");
  }

  @Test
  void a_file_goes_in_and_out() throws IOException {
    byte[] content = new byte[3_000_000];
    new java.util.Random(7).nextBytes(content);
    Path in = Files.write(files.resolve("in"), content);
    s3.putObject(r -> r.bucket("box").key("k"), in);

    s3.getObject(r -> r.bucket("box").key("k"), files.resolve("out"));
    assertThat(files.resolve("out")).hasBinaryContent(content);
    try (InputStream stream = s3.getObject(r -> r.bucket("box").key("k"))) {
      assertThat(stream.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void a_part_of_it_is_read() {
    s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("0123456789"));
    assertThat(part("bytes=2-4")).isEqualTo("234");
    assertThat(part("bytes=7-")).isEqualTo("789");
    assertThat(part("bytes=-2")).isEqualTo("89");
    assertThatThrownBy(() -> part("bytes=10-12"))
        .hasMessageContaining("The requested range is not satisfiable");
  }

  private String part(String range) {
    return s3.getObjectAsBytes(r -> r.bucket("box").key("k").range(range)).asUtf8String();
  }

  @Test
  void a_missing_key_is_told_as_such() {
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("box").key("k")))
        .isInstanceOf(NoSuchKeyException.class)
        .hasMessageContaining("The specified key does not exist.");
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("box").key("k")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void keys_may_be_long_and_hold_any_character() {
    String longest = "ü/".repeat(341) + "x";
    for (String key : new String[] {longest, "../../etc/passwd", "a b+c%20*?\"\n", "A", "a"}) {
      s3.putObject(r -> r.bucket("box").key(key), RequestBody.fromString(key));
      assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key(key)).asUtf8String()).isEqualTo(key);
    }
    assertThat(s3.listObjectsV2(r -> r.bucket("box")).keyCount()).isEqualTo(5);
    assertThatThrownBy(
            () -> s3.putObject(r -> r.bucket("box").key(longest + "yz"), RequestBody.empty()))
        .hasMessageContaining("Your key is too long");
  }

  @Test
  void a_checksum_is_computed_given_back_and_checked() {
    String sum =
        s3.putObject(
                r -> r.bucket("box").key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("hello"))
            .checksumSHA256();
    assertThat(sum).isEqualTo(SHA256_OF_HELLO);
    assertThat(
            s3.headObject(r -> r.bucket("box").key("k").checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .isEqualTo(SHA256_OF_HELLO);
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket("box").key("k").checksumSHA256(SHA256_OF_HELLO),
                    RequestBody.fromString("tampered")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("The SHA256 you specified did not match the calculated checksum.");
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String())
        .isEqualTo("hello");
  }

  @Test
  void if_none_match_lets_the_first_writer_win() {
    s3.putObject(r -> r.bucket("box").key("lock").ifNoneMatch("*"), RequestBody.fromString("one"));
    assertPrecondition(
        () ->
            s3.putObject(
                r -> r.bucket("box").key("lock").ifNoneMatch("*"), RequestBody.fromString("two")));
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("lock")).asUtf8String())
        .isEqualTo("one");
  }

  @Test
  void if_match_writes_only_over_what_one_has_read() {
    String etag =
        s3.putObject(r -> r.bucket("box").key("lock"), RequestBody.fromString("one")).eTag();
    String next =
        s3.putObject(r -> r.bucket("box").key("lock").ifMatch(etag), RequestBody.fromString("two"))
            .eTag();
    assertPrecondition(
        () ->
            s3.putObject(
                r -> r.bucket("box").key("lock").ifMatch(etag), RequestBody.fromString("three")));
    assertPrecondition(() -> s3.deleteObject(r -> r.bucket("box").key("lock").ifMatch(etag)));
    s3.deleteObject(r -> r.bucket("box").key("lock").ifMatch(next));
    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket("box").key("lock").ifMatch(next), RequestBody.fromString("x")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket("box").key("lock").ifMatch(next)))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private static void assertPrecondition(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(412);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("At least one of the pre-conditions you specified did not hold");
            });
  }

  @Test
  void a_copy_is_independent_of_its_source() {
    s3.putObject(
        r -> r.bucket("box").key("from").metadata(Map.of("a", "1")), RequestBody.fromString("x"));
    s3.copyObject(
        r ->
            r.sourceBucket("box")
                .sourceKey("from")
                .destinationBucket("box")
                .destinationKey("to/there"));
    s3.deleteObject(r -> r.bucket("box").key("from"));

    var copy = s3.getObjectAsBytes(r -> r.bucket("box").key("to/there"));
    assertThat(copy.asUtf8String()).isEqualTo("x");
    assertThat(copy.response().metadata()).containsExactly(Map.entry("a", "1"));
  }

  @Test
  void a_process_that_dies_before_the_version_is_written_leaves_the_old_object() {
    s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("old"));
    RequestBody dying =
        RequestBody.fromContentProvider(
            () -> {
              throw new IllegalStateException("killed");
            },
            "text/plain");
    assertThatThrownBy(() -> s3.putObject(r -> r.bucket("box").key("k"), dying))
        .hasMessage("killed");

    S3Client again = EmbeddedCloud.client(S3Client.class, folder);
    assertThat(again.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String())
        .isEqualTo("old");
    again.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("new"));
    assertThat(again.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String())
        .isEqualTo("new");
  }

  @Test
  void a_disk_that_cannot_be_written_to_is_told_and_the_old_object_stays() throws IOException {
    s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("old"));
    Path blobs = folder.resolve("111111111111/us-east-1/s3/blobs");
    Path away = folder.resolve("away");
    Files.move(blobs, away);
    Files.writeString(blobs, "a file where a folder must be: nothing can be written below");

    assertThatThrownBy(
            () -> s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("new")))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.first().code().id()).isEqualTo("BMK-703"));

    Files.delete(blobs);
    Files.move(away, blobs);
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String()).isEqualTo("old");
  }

  @Test
  void a_content_that_is_gone_is_told_as_damaged_state() throws IOException {
    s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString("x"));
    try (var blobs = Files.walk(folder.resolve("111111111111/us-east-1/s3/blobs"))) {
      for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
        Files.delete(blob);
      }
    }
    assertThatThrownBy(
            () -> s3.getObjectAsBytes(GetObjectRequest.builder().bucket("box").key("k").build()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.first().code().id()).isEqualTo("BMK-702"));
  }
}
