package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class VersionsTest {

  @TempDir Path folder;
  S3Client s3;

  @BeforeEach
  void open() {
    s3 = EmbeddedCloud.client(S3Client.class, folder);
    s3.createBucket(r -> r.bucket("box"));
  }

  private void versioning(String status) {
    s3.putBucketVersioning(r -> r.bucket("box").versioningConfiguration(v -> v.status(status)));
  }

  private String put(String content) {
    return s3.putObject(r -> r.bucket("box").key("k"), RequestBody.fromString(content)).versionId();
  }

  private String read(String version) {
    return s3.getObjectAsBytes(r -> r.bucket("box").key("k").versionId(version)).asUtf8String();
  }

  @Test
  void every_version_stays_readable() {
    versioning("Enabled");
    String one = put("one");
    String two = put("two");
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String()).isEqualTo("two");
    assertThat(read(one)).isEqualTo("one");
    assertThat(read(two)).isEqualTo("two");
  }

  @Test
  void a_deletion_hides_and_its_marker_deleted_shows_again() {
    versioning("Enabled");
    String one = put("one");
    String marker = s3.deleteObject(r -> r.bucket("box").key("k")).versionId();
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("box").key("k")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(read(one)).isEqualTo("one");
    assertThatThrownBy(() -> read(marker))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(405));
    assertThat(s3.listObjectsV2(r -> r.bucket("box")).contents()).isEmpty();

    s3.deleteObject(r -> r.bucket("box").key("k").versionId(marker));
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String()).isEqualTo("one");
  }

  @Test
  void a_version_deleted_by_id_is_gone_and_its_like_stays() {
    versioning("Enabled");
    String one = put("same");
    String two = put("same");
    s3.deleteObject(r -> r.bucket("box").key("k").versionId(two));
    assertThat(read(one)).isEqualTo("same");
    assertThatThrownBy(() -> read(two))
        .hasMessageContaining("The specified version does not exist.");
  }

  @Test
  void what_was_there_before_versioning_is_the_null_version() {
    assertThat(put("old")).isNull();
    versioning("Enabled");
    put("new");
    assertThat(read("null")).isEqualTo("old");
    versioning("Suspended");
    put("over the null version");
    assertThat(read("null")).isEqualTo("over the null version");
    assertThat(s3.listObjectVersions(r -> r.bucket("box")).versions()).hasSize(2);
  }

  @Test
  void if_none_match_takes_a_deleted_object_as_absent() {
    versioning("Enabled");
    put("one");
    s3.deleteObject(r -> r.bucket("box").key("k"));
    s3.putObject(r -> r.bucket("box").key("k").ifNoneMatch("*"), RequestBody.fromString("two"));
    assertThat(s3.getObjectAsBytes(r -> r.bucket("box").key("k")).asUtf8String()).isEqualTo("two");
  }

  @Test
  void versions_are_listed_newest_first_page_by_page() {
    versioning("Enabled");
    String one = put("one");
    String two = put("two");
    String marker = s3.deleteObject(r -> r.bucket("box").key("k")).versionId();
    s3.putObject(r -> r.bucket("box").key("z"), RequestBody.fromString("z"));

    var all = s3.listObjectVersions(r -> r.bucket("box"));
    assertThat(all.versions()).extracting(v -> v.versionId()).startsWith(two, one).hasSize(3);
    assertThat(all.deleteMarkers()).extracting(v -> v.versionId()).containsExactly(marker);
    assertThat(all.deleteMarkers().get(0).isLatest()).isTrue();

    assertThat(s3.listObjectVersionsPaginator(r -> r.bucket("box").maxKeys(1)).versions())
        .extracting(v -> v.versionId())
        .startsWith(two, one)
        .hasSize(3);
  }

  @Test
  void many_are_deleted_at_once_and_what_failed_is_listed() {
    versioning("Enabled");
    String one = put("one");
    var result =
        s3.deleteObjects(
            r ->
                r.bucket("box")
                    .delete(
                        d ->
                            d.objects(
                                o -> o.key("k").versionId(one), o -> o.key("x").eTag("\"no\""))));
    assertThat(result.deleted()).extracting(d -> d.key()).containsExactly("k");
    assertThat(result.errors())
        .extracting(e -> e.key() + " " + e.code())
        .containsExactly("x NoSuchKey");
    assertThat(s3.listObjectVersions(r -> r.bucket("box")).versions()).isEmpty();
  }
}
