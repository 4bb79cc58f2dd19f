package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** Single objects: their keys, parts, copies, versions and tags. */
class ObjectsContractTest extends CloudContract {

  private S3Client s3;
  private String box;

  @BeforeEach
  void create_a_bucket() {
    s3 = client(S3Client.class);
    box = "box-" + cloud().account();
    s3.createBucket(r -> r.bucket(box));
  }

  private void put(String key, String content) {
    s3.putObject(r -> r.bucket(box).key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(box).key(key)).asUtf8String();
  }

  private void version() {
    s3.putBucketVersioning(
        r -> r.bucket(box).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private List<String> keys() {
    return s3.listObjectsV2(r -> r.bucket(box)).contents().stream().map(S3Object::key).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c.json",
        "with space",
        "ünïcode",
        "plus+and&",
        "per%cent",
        "a//b",
        "~.-_"
      })
  void a_key_is_what_it_was_put_under(String key) {
    put(key, "content of " + key);
    assertThat(get(key)).isEqualTo("content of " + key);
    assertThat(keys()).containsExactly(key);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, bytes 0-3/10",
    "bytes=4-, 456789, bytes 4-9/10",
    "bytes=-2, 89, bytes 8-9/10",
    "bytes=8-99, 89, bytes 8-9/10",
  })
  void a_range_is_given_alone(String range, String content, String told) {
    put("digits", "0123456789");
    var answer = s3.getObjectAsBytes(r -> r.bucket(box).key("digits").range(range));
    assertThat(answer.asUtf8String()).isEqualTo(content);
    assertThat(answer.response().contentRange()).isEqualTo(told);
  }

  @Test
  void a_range_behind_the_end_is_refused() {
    put("digits", "0123456789");
    assertThatThrownBy(
            () -> s3.getObjectAsBytes(r -> r.bucket(box).key("digits").range("bytes=10-")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
  }

  @Test
  void an_empty_object_is_an_object() {
    put("empty", "");
    assertThat(s3.headObject(r -> r.bucket(box).key("empty")).contentLength()).isZero();
    assertThat(get("empty")).isEmpty();
  }

  @Test
  void a_second_object_of_a_key_replaces_the_first() {
    put("k", "one");
    put("k", "two");
    assertThat(get("k")).isEqualTo("two");
    assertThat(keys()).containsExactly("k");
  }

  @Test
  void a_deletion_of_what_is_not_there_is_none() {
    assertThatCode(() -> s3.deleteObject(r -> r.bucket(box).key("none")))
        .doesNotThrowAnyException();
  }

  @Test
  void a_missing_key_is_told() {
    assertThatThrownBy(() -> get("none")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket(box).key("none")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void many_objects_are_deleted_at_once() {
    put("a", "1");
    put("b", "2");
    put("c", "3");
    var deleted =
        s3.deleteObjects(
            r ->
                r.bucket(box)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key("a").build(),
                                ObjectIdentifier.builder().key("c").build())));
    assertThat(deleted.deleted()).hasSize(2);
    assertThat(keys()).containsExactly("b");
  }

  @Test
  void a_copy_has_the_content_and_what_belongs_to_it() {
    s3.putObject(
        r -> r.bucket(box).key("a").contentType("text/csv"), RequestBody.fromString("1,2"));
    s3.copyObject(
        r -> r.sourceBucket(box).sourceKey("a").destinationBucket(box).destinationKey("b"));
    assertThat(get("b")).isEqualTo("1,2");
    assertThat(s3.headObject(r -> r.bucket(box).key("b")).contentType()).isEqualTo("text/csv");
  }

  @Test
  void a_copy_may_have_other_metadata() {
    put("a", "1");
    s3.copyObject(
        r ->
            r.sourceBucket(box)
                .sourceKey("a")
                .destinationBucket(box)
                .destinationKey("b")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(java.util.Map.of("of", "b")));
    assertThat(s3.headObject(r -> r.bucket(box).key("b")).metadata()).containsEntry("of", "b");
  }

  @Test
  void a_copy_of_what_is_not_there_is_refused() {
    assertThatThrownBy(
            () ->
                s3.copyObject(
                    r ->
                        r.sourceBucket(box)
                            .sourceKey("none")
                            .destinationBucket(box)
                            .destinationKey("b")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void a_listing_comes_page_by_page() {
    IntStream.range(0, 5).forEach(i -> put("k" + i, "x"));
    var first = s3.listObjectsV2(r -> r.bucket(box).maxKeys(2));
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.contents()).extracting(S3Object::key).containsExactly("k0", "k1");
    var second =
        s3.listObjectsV2(
            r -> r.bucket(box).maxKeys(9).continuationToken(first.nextContinuationToken()));
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("k2", "k3", "k4");
  }

  @Test
  void a_listing_may_start_after_a_key() {
    put("a", "1");
    put("b", "2");
    put("c", "3");
    assertThat(s3.listObjectsV2(r -> r.bucket(box).startAfter("a")).contents())
        .extracting(S3Object::key)
        .containsExactly("b", "c");
  }

  @Test
  void an_empty_bucket_lists_nothing() {
    var listing = s3.listObjectsV2(r -> r.bucket(box).prefix("none/"));
    assertThat(listing.contents()).isEmpty();
    assertThat(listing.keyCount()).isZero();
  }

  @Test
  void tags_are_set_and_removed() {
    put("a", "1");
    s3.putObjectTagging(
        r ->
            r.bucket(box)
                .key("a")
                .tagging(t -> t.tagSet(Tag.builder().key("team").value("dna").build())));
    assertThat(s3.getObjectTagging(r -> r.bucket(box).key("a")).tagSet())
        .containsExactly(Tag.builder().key("team").value("dna").build());
    s3.deleteObjectTagging(r -> r.bucket(box).key("a"));
    assertThat(s3.getObjectTagging(r -> r.bucket(box).key("a")).tagSet()).isEmpty();
  }

  @Test
  void a_version_is_removed_for_good() {
    version();
    put("a", "one");
    put("a", "two");
    String newest =
        s3.listObjectVersions(r -> r.bucket(box)).versions().stream()
            .filter(v -> Boolean.TRUE.equals(v.isLatest()))
            .findFirst()
            .orElseThrow()
            .versionId();
    s3.deleteObject(r -> r.bucket(box).key("a").versionId(newest));
    assertThat(get("a")).isEqualTo("one");
    assertThat(s3.listObjectVersions(r -> r.bucket(box)).versions()).hasSize(1);
  }

  @Test
  void a_removed_delete_marker_brings_the_object_back() {
    version();
    put("a", "one");
    String marker = s3.deleteObject(r -> r.bucket(box).key("a")).versionId();
    assertThatThrownBy(() -> get("a")).isInstanceOf(NoSuchKeyException.class);
    s3.deleteObject(r -> r.bucket(box).key("a").versionId(marker));
    assertThat(get("a")).isEqualTo("one");
  }

  @Test
  void what_was_there_before_versioning_stays_as_the_version_null() {
    put("a", "one");
    version();
    put("a", "two");
    assertThat(s3.getObjectAsBytes(r -> r.bucket(box).key("a").versionId("null")).asUtf8String())
        .isEqualTo("one");
  }

  @Test
  void if_none_match_of_a_reader_who_has_it_is_not_modified() {
    put("a", "one");
    String etag = s3.headObject(r -> r.bucket(box).key("a")).eTag();
    assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket(box).key("a").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }
}
