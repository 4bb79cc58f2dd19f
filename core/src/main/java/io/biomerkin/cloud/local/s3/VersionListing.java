package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The versions and delete markers of a bucket, page by page. */
final class VersionListing {

  private final S3State state;

  VersionListing(S3State state) {
    this.state = state;
  }

  /** One version of one key. */
  private record Entry(String key, Version version, boolean latest) {}

  ListObjectVersionsResponse list(ListObjectVersionsRequest request) {
    KnownParameters.only(
        request,
        "Bucket",
        "Prefix",
        "Delimiter",
        "MaxKeys",
        "KeyMarker",
        "VersionIdMarker",
        "EncodingType",
        "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    Set<String> prefixes = new LinkedHashSet<>();
    List<Entry> rest = after(entries(bucket, request, prefixes), request);
    int most = Listing.pageSize(request.maxKeys());
    List<Entry> page = rest.subList(0, Math.min(most, rest.size()));
    boolean truncated = rest.size() > page.size() && !page.isEmpty();
    Entry last = page.isEmpty() ? null : page.get(page.size() - 1);
    return ListObjectVersionsResponse.builder()
        .name(bucket.name())
        .prefix(Optional.ofNullable(request.prefix()).orElse(""))
        .delimiter(request.delimiter())
        .keyMarker(Optional.ofNullable(request.keyMarker()).orElse(""))
        .versionIdMarker(Optional.ofNullable(request.versionIdMarker()).orElse(""))
        .maxKeys(most)
        .versions(page.stream().filter(e -> !e.version.deleteMarker()).map(this::version).toList())
        .deleteMarkers(
            page.stream().filter(e -> e.version.deleteMarker()).map(this::marker).toList())
        .commonPrefixes(
            prefixes.stream().map(p -> CommonPrefix.builder().prefix(p).build()).toList())
        .isTruncated(truncated)
        .nextKeyMarker(truncated && last != null ? last.key : null)
        .nextVersionIdMarker(truncated && last != null ? last.version.id() : null)
        .build();
  }

  private List<Entry> entries(
      Bucket bucket, ListObjectVersionsRequest request, Set<String> prefixes) {
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    List<Entry> entries = new ArrayList<>();
    for (ObjectHistory history : state.histories(bucket)) {
      if (!history.key().startsWith(prefix)) {
        continue;
      }
      Optional<String> common = Listing.common(history.key(), prefix, request.delimiter());
      if (common.isPresent()) {
        prefixes.add(common.get());
        continue;
      }
      List<Version> versions = history.versions();
      for (int i = 0; i < versions.size(); i++) {
        entries.add(new Entry(history.key(), versions.get(i), i == 0));
      }
    }
    return entries;
  }

  private static List<Entry> after(List<Entry> entries, ListObjectVersionsRequest request) {
    String key = request.keyMarker();
    if (key == null || key.isEmpty()) {
      return entries;
    }
    String id = request.versionIdMarker();
    boolean wholeKey = id == null || id.isEmpty();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      int order = S3State.byBytes(entry.key, key);
      if (order > 0) {
        return entries.subList(i, entries.size());
      }
      if (order == 0 && !wholeKey && entry.version.id().equals(id)) {
        return entries.subList(i + 1, entries.size());
      }
    }
    return List.of();
  }

  private ObjectVersion version(Entry entry) {
    return ObjectVersion.builder()
        .key(entry.key)
        .versionId(entry.version.id())
        .isLatest(entry.latest)
        .eTag(entry.version.etag())
        .size(entry.version.size())
        .lastModified(entry.version.modified())
        .storageClass(entry.version.headers().path("StorageClass").asText("STANDARD"))
        .build();
  }

  private DeleteMarkerEntry marker(Entry entry) {
    return DeleteMarkerEntry.builder()
        .key(entry.key)
        .versionId(entry.version.id())
        .isLatest(entry.latest)
        .lastModified(entry.version.modified())
        .build();
  }
}
