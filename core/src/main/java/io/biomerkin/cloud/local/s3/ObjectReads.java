package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Objects that are read. */
final class ObjectReads {

  private final S3State state;

  ObjectReads(S3State state) {
    this.state = state;
  }

  <T> T get(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    KnownParameters.only(
        request,
        "Bucket",
        "Key",
        "VersionId",
        "IfMatch",
        "IfNoneMatch",
        "Range",
        "ChecksumMode",
        "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    Version version = state.find(bucket, request.key(), Optional.ofNullable(request.versionId()));
    Preconditions.read(version, request.ifMatch(), request.ifNoneMatch());
    ByteRange range = ByteRange.of(request.range(), version.size());
    ObjectNode response = response(bucket, version, request.checksumMode());
    response.put("ContentLength", range.length());
    if (request.range() != null) {
      response.put("ContentRange", range.header(version.size()));
    }
    if (!version.tags().isEmpty()) {
      response.put("TagCount", version.tags().size());
    }
    GetObjectResponse read = SdkJson.read(response, GetObjectResponse.builder());
    return transform(transformer, read, open(bucket, request.key(), version, range));
  }

  HeadObjectResponse head(HeadObjectRequest request) {
    KnownParameters.only(
        request,
        "Bucket",
        "Key",
        "VersionId",
        "IfMatch",
        "IfNoneMatch",
        "ChecksumMode",
        "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    Version version = state.find(bucket, request.key(), Optional.ofNullable(request.versionId()));
    Preconditions.read(version, request.ifMatch(), request.ifNoneMatch());
    return SdkJson.read(
        response(bucket, version, request.checksumMode()), HeadObjectResponse.builder());
  }

  private static ObjectNode response(
      Bucket bucket, Version version, @Nullable ChecksumMode checksums) {
    ObjectNode response = version.headers().deepCopy();
    response.put("AcceptRanges", "bytes");
    response.put("ContentLength", version.size());
    response.put("ETag", version.etag());
    response.put("LastModified", version.modified().toString());
    if (!bucket.versioning().isEmpty()) {
      response.put("VersionId", version.id());
    }
    if (checksums == ChecksumMode.ENABLED) {
      response.put("ChecksumSHA256", Sha256.base64(version.sha256()));
      response.put("ChecksumType", "FULL_OBJECT");
    }
    return response;
  }

  private InputStream open(Bucket bucket, String key, Version version, ByteRange range) {
    try {
      return range.of(Files.newInputStream(state.blobs(bucket, key).path(version.sha256())));
    } catch (IOException e) {
      // Tells of the damaged state as every other read of it does.
      state.blobs(bucket, key).get(version.sha256());
      throw SdkClientException.create("the content cannot be read", e);
    }
  }

  private static <T> T transform(
      ResponseTransformer<GetObjectResponse, T> transformer,
      GetObjectResponse response,
      InputStream content) {
    try {
      T result = transformer.transform(response, AbortableInputStream.create(content));
      if (!transformer.needsConnectionLeftOpen()) {
        content.close();
      }
      return result;
    } catch (SdkException e) {
      throw e;
    } catch (Exception e) {
      throw SdkClientException.create(String.valueOf(e.getMessage()), e);
    }
  }
}
