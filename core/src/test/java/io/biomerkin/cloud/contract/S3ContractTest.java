package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ContractTest extends CloudContract {

  private S3Client s3;
  private String box;

  @BeforeEach
  void create_a_bucket() {
    s3 = client(S3Client.class);
    box = "box-" + cloud().account();
    s3.createBucket(r -> r.bucket(box));
  }

  private String put(String key, String content) {
    return s3.putObject(r -> r.bucket(box).key(key), RequestBody.fromString(content)).eTag();
  }

  private String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(box).key(key)).asUtf8String();
  }

  @Test
  void if_none_match_lets_the_first_writer_win() {
    s3.putObject(r -> r.bucket(box).key("lock").ifNoneMatch("*"), RequestBody.fromString("one"));
    assertRefused(
        () ->
            s3.putObject(
                r -> r.bucket(box).key("lock").ifNoneMatch("*"), RequestBody.fromString("two")),
        412,
        "PreconditionFailed");
    assertThat(get("lock")).isEqualTo("one");
  }

  @Test
  void if_match_writes_and_deletes_only_what_one_has_read() {
    String old = put("lock", "one");
    String etag =
        s3.putObject(r -> r.bucket(box).key("lock").ifMatch(old), RequestBody.fromString("two"))
            .eTag();
    assertRefused(
        () ->
            s3.putObject(
                r -> r.bucket(box).key("lock").ifMatch(old), RequestBody.fromString("three")),
        412,
        "PreconditionFailed");
    assertRefused(
        () -> s3.deleteObject(r -> r.bucket(box).key("lock").ifMatch(old)),
        412,
        "PreconditionFailed");
    s3.deleteObject(r -> r.bucket(box).key("lock").ifMatch(etag));
    assertThatThrownBy(() -> get("lock")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void an_etag_is_the_md5_in_quotes_and_metadata_come_back() {
    s3.putObject(
        r -> r.bucket(box).key("k").contentType("text/x").metadata(Map.of("release", "1")),
        RequestBody.fromString("{}"));
    var head = s3.headObject(r -> r.bucket(box).key("k"));
    assertThat(head.eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
    assertThat(head.contentType()).isEqualTo("text/x");
    assertThat(head.contentLength()).isEqualTo(2);
    assertThat(head.metadata()).containsEntry("release", "1");
  }

  @Test
  void every_version_stays_readable_and_a_deletion_only_hides() {
    s3.putBucketVersioning(r -> r.bucket(box).versioningConfiguration(v -> v.status("Enabled")));
    String one =
        s3.putObject(r -> r.bucket(box).key("k"), RequestBody.fromString("one")).versionId();
    put("k", "two");
    String marker = s3.deleteObject(r -> r.bucket(box).key("k")).versionId();
    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.getObjectAsBytes(r -> r.bucket(box).key("k").versionId(one)).asUtf8String())
        .isEqualTo("one");
    assertThat(s3.listObjectVersions(r -> r.bucket(box)).versions()).hasSize(2);
    assertThat(s3.listObjectVersions(r -> r.bucket(box)).deleteMarkers())
        .extracting(m -> m.versionId())
        .containsExactly(marker);
    s3.deleteObject(r -> r.bucket(box).key("k").versionId(marker));
    assertThat(get("k")).isEqualTo("two");
  }

  @Test
  void keys_are_listed_in_order_by_prefix_and_delimiter() {
    for (String key : new String[] {"b/2", "a", "b/1", "c/d/e"}) {
      put(key, key);
    }
    assertThat(s3.listObjectsV2Paginator(r -> r.bucket(box).maxKeys(1)).contents())
        .extracting(o -> o.key())
        .containsExactly("a", "b/1", "b/2", "c/d/e");
    var top = s3.listObjectsV2(r -> r.bucket(box).delimiter("/"));
    assertThat(top.contents()).extracting(o -> o.key()).containsExactly("a");
    assertThat(top.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("b/", "c/");
  }

  @Test
  void a_bucket_with_objects_is_not_deleted_and_a_missing_one_is_told() {
    put("k", "x");
    assertRefused(() -> s3.deleteBucket(r -> r.bucket(box)), 409, "BucketNotEmpty");
    s3.deleteObject(r -> r.bucket(box).key("k"));
    s3.deleteBucket(r -> r.bucket(box));
    assertThatThrownBy(() -> put("k", "x")).isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket(box)))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void configurations_are_given_back() {
    s3.putBucketPolicy(
        r ->
            r.bucket(box)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"));
    assertThat(s3.getBucketPolicy(r -> r.bucket(box)).policy()).contains("\"Deny\"");
    s3.putBucketTagging(r -> r.bucket(box).tagging(t -> t.tagSet(tag -> tag.key("a").value("1"))));
    assertThat(s3.getBucketTagging(r -> r.bucket(box)).tagSet())
        .extracting(tag -> tag.value())
        .containsExactly("1");
    s3.putPublicAccessBlock(
        r -> r.bucket(box).publicAccessBlockConfiguration(p -> p.blockPublicAcls(true)));
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket(box))
                .publicAccessBlockConfiguration()
                .blockPublicAcls())
        .isTrue();
    assertRefused(
        () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(box)),
        404,
        "NoSuchLifecycleConfiguration");
  }

  private static void assertRefused(Runnable call, int status, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }
}
