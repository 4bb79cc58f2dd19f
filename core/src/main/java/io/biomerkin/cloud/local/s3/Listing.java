package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket, page by page. */
final class Listing {

  private static final int LARGEST_PAGE = 1000;

  private final S3State state;

  Listing(S3State state) {
    this.state = state;
  }

  ListObjectsV2Response list(ListObjectsV2Request request) {
    KnownParameters.only(
        request,
        "Bucket",
        "Prefix",
        "Delimiter",
        "MaxKeys",
        "ContinuationToken",
        "StartAfter",
        "FetchOwner",
        "EncodingType",
        "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    int most = pageSize(request.maxKeys());
    Page page = page(bucket, request, most);
    return ListObjectsV2Response.builder()
        .name(bucket.name())
        .prefix(Optional.ofNullable(request.prefix()).orElse(""))
        .delimiter(request.delimiter())
        .maxKeys(most)
        .startAfter(request.startAfter())
        .continuationToken(request.continuationToken())
        .contents(page.objects)
        .commonPrefixes(
            page.prefixes.stream()
                .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                .toList())
        .keyCount(page.size())
        .isTruncated(page.truncated)
        .nextContinuationToken(page.truncated ? token(page.last) : null)
        .build();
  }

  /** What a page has collected. */
  private static final class Page {
    private final List<S3Object> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private String last;
    private boolean truncated;

    Page(String after) {
      this.last = after;
    }

    int size() {
      return objects.size() + prefixes.size();
    }
  }

  private Page page(Bucket bucket, ListObjectsV2Request request, int most) {
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    Page page = new Page(after(request));
    for (ObjectHistory history : state.histories(bucket)) {
      String key = history.key();
      Optional<Version> current = history.current();
      if (current.isEmpty() || !key.startsWith(prefix)) {
        continue;
      }
      Optional<String> common = common(key, prefix, request.delimiter());
      String entry = common.orElse(key);
      if (S3State.byBytes(entry, page.last) <= 0) {
        continue;
      }
      if (page.size() == most) {
        page.truncated = most > 0;
        break;
      }
      common.ifPresentOrElse(
          page.prefixes::add, () -> page.objects.add(listed(key, current.get())));
      page.last = entry;
    }
    return page;
  }

  private static String after(ListObjectsV2Request request) {
    if (request.continuationToken() == null) {
      return Optional.ofNullable(request.startAfter()).orElse("");
    }
    try {
      return new String(
          Base64.getUrlDecoder().decode(request.continuationToken()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Errors.refused(
          400, "InvalidArgument", "The continuation token provided is incorrect");
    }
  }

  private static String token(String entry) {
    return Base64.getUrlEncoder().encodeToString(entry.getBytes(StandardCharsets.UTF_8));
  }

  /** What a key is rolled up to, if the delimiter occurs behind the prefix. */
  static Optional<String> common(String key, String prefix, @Nullable String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      return Optional.empty();
    }
    int end = key.indexOf(delimiter, prefix.length());
    return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end + delimiter.length()));
  }

  static int pageSize(@Nullable Integer asked) {
    return asked == null ? LARGEST_PAGE : Math.min(asked, LARGEST_PAGE);
  }

  private static S3Object listed(String key, Version version) {
    return S3Object.builder()
        .key(key)
        .eTag(version.etag())
        .size(version.size())
        .lastModified(version.modified())
        .storageClass(version.headers().path("StorageClass").asText("STANDARD"))
        .build();
  }
}
