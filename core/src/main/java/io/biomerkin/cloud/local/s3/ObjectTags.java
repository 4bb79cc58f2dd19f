package io.biomerkin.cloud.local.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tags of objects. */
final class ObjectTags {

  private static final int MOST = 10;

  private final S3State state;

  ObjectTags(S3State state) {
    this.state = state;
  }

  GetObjectTaggingResponse get(GetObjectTaggingRequest request) {
    Version version =
        state.find(
            state.bucket(request.bucket()),
            request.key(),
            java.util.Optional.ofNullable(request.versionId()));
    return GetObjectTaggingResponse.builder()
        .versionId(version.id())
        .tagSet(list(version.tags()))
        .build();
  }

  PutObjectTaggingResponse put(PutObjectTaggingRequest request) {
    Map<String, String> tags = new TreeMap<>();
    request.tagging().tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
    Version version = change(request.bucket(), request.key(), request.versionId(), tags);
    return PutObjectTaggingResponse.builder().versionId(version.id()).build();
  }

  DeleteObjectTaggingResponse delete(DeleteObjectTaggingRequest request) {
    Version version = change(request.bucket(), request.key(), request.versionId(), Map.of());
    return DeleteObjectTaggingResponse.builder().versionId(version.id()).build();
  }

  private Version change(
      String name, String key, @Nullable String versionId, Map<String, String> tags) {
    Bucket bucket = state.bucket(name);
    Version version = state.find(bucket, key, java.util.Optional.ofNullable(versionId));
    ObjectHistory before = state.history(bucket, key);
    state.save(bucket, before, before.replacing(version.withTags(checked(tags))));
    return version;
  }

  /** Tags as the header of a put writes them: {@code a=b&c=d}, percent-encoded. */
  static Map<String, String> parse(@Nullable String tagging) {
    Map<String, String> tags = new TreeMap<>();
    if (tagging != null && !tagging.isEmpty()) {
      for (String pair : tagging.split("&", -1)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        tags.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return checked(tags);
  }

  static List<Tag> list(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw S3Errors.refused(400, "BadRequest", "Object tags cannot be greater than 10");
    }
    return tags;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
