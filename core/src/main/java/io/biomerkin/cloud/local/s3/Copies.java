package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.state.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Objects that are copied, within a bucket or between two. */
final class Copies {

  private final S3State state;

  Copies(S3State state) {
    this.state = state;
  }

  /** Where a copy comes from. */
  private record Source(Bucket bucket, String key, Version version) {}

  CopyObjectResponse copy(CopyObjectRequest request) {
    checkParameters(request);
    Source source = source(request);
    Preconditions.read(
        source.version(), request.copySourceIfMatch(), request.copySourceIfNoneMatch());
    Bucket bucket = state.bucket(request.destinationBucket());
    String key = request.destinationKey();
    ObjectWrites.checkKey(key);
    ObjectHistory before = state.history(bucket, key);
    Preconditions.write(request, before.current(), request.ifMatch(), request.ifNoneMatch());
    Content content = copyContent(source, state.blobs(bucket, key));
    Version version = version(request, bucket, source.version(), content);
    state.save(bucket, before, before.plus(version));
    return CopyObjectResponse.builder()
        .versionId(bucket.versioning().isEmpty() ? null : version.id())
        .copySourceVersionId(source.bucket().versioning().isEmpty() ? null : source.version().id())
        .copyObjectResult(result -> result.eTag(version.etag()).lastModified(version.modified()))
        .build();
  }

  private static void checkParameters(CopyObjectRequest request) {
    KnownParameters.only(
        request,
        "CopySource",
        "SourceBucket",
        "SourceKey",
        "SourceVersionId",
        "DestinationBucket",
        "DestinationKey",
        "Bucket",
        "Key",
        "CopySourceIfMatch",
        "CopySourceIfNoneMatch",
        "IfMatch",
        "IfNoneMatch",
        "MetadataDirective",
        "Metadata",
        "ContentType",
        "CacheControl",
        "ContentDisposition",
        "ContentEncoding",
        "ContentLanguage",
        "ServerSideEncryption",
        "SSEKMSKeyId",
        "StorageClass",
        "TaggingDirective",
        "Tagging");
  }

  private Source source(CopyObjectRequest request) {
    String name = request.sourceBucket();
    String key = request.sourceKey();
    String versionId = request.sourceVersionId();
    if (request.copySource() != null) {
      String path = request.copySource().replaceFirst("^/", "");
      String[] query = path.split("\\?versionId=", 2);
      versionId = query.length == 2 ? query[1] : null;
      String[] parts = URLDecoder.decode(query[0], StandardCharsets.UTF_8).split("/", 2);
      name = parts[0];
      key = parts.length == 2 ? parts[1] : "";
    }
    Bucket bucket = state.bucket(name);
    return new Source(bucket, key, state.find(bucket, key, Optional.ofNullable(versionId)));
  }

  private Content copyContent(Source source, Blobs blobs) {
    try (InputStream content =
        Files.newInputStream(
            state.blobs(source.bucket(), source.key()).path(source.version().sha256()))) {
      return Content.store(blobs, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Version version(
      CopyObjectRequest request, Bucket bucket, Version source, Content content) {
    ObjectNode given = ObjectWrites.headers(request);
    ObjectNode headers =
        request.metadataDirective() == MetadataDirective.REPLACE
            ? given
            : source.headers().deepCopy();
    if (!headers.has("ContentType")) {
      headers.put("ContentType", "binary/octet-stream");
    }
    Map<String, String> tags =
        request.taggingDirective() == TaggingDirective.REPLACE
            ? ObjectTags.parse(request.tagging())
            : source.tags();
    return new Version(
        Version.newId(bucket),
        state.now(),
        false,
        content.sha256(),
        content.etag(),
        content.size(),
        headers,
        tags);
  }
}
