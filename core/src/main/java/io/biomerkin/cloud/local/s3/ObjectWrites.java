package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Objects that are put. The content is written first, then the version that points to it. */
final class ObjectWrites {

  private static final int LONGEST_KEY = 1024;

  /** What is kept of a request and given back by a read. */
  private static final List<String> HEADERS =
      List.of(
          "CacheControl",
          "ContentDisposition",
          "ContentEncoding",
          "ContentLanguage",
          "ContentType",
          "ServerSideEncryption",
          "SSEKMSKeyId",
          "BucketKeyEnabled",
          "StorageClass",
          "WebsiteRedirectLocation");

  private final S3State state;

  ObjectWrites(S3State state) {
    this.state = state;
  }

  PutObjectResponse put(PutObjectRequest request, RequestBody body) {
    checkParameters(request);
    Bucket bucket = state.bucket(request.bucket());
    checkKey(request.key());
    ObjectHistory before = state.history(bucket, request.key());
    Preconditions.write(request, before.current(), request.ifMatch(), request.ifNoneMatch());

    Blobs blobs = state.blobs(bucket, request.key());
    Content content = Content.store(blobs, body.contentStreamProvider().newStream());
    if (!isAsSent(request, content)) {
      if (!before.holds(content.sha256())) {
        blobs.remove(content.sha256());
      }
      throw S3Errors.badDigest(request.contentMD5() == null ? "SHA256" : "Content-MD5");
    }
    Version version = version(bucket, request, body, content);
    state.save(bucket, before, before.plus(version));
    return response(bucket, version, request);
  }

  private static void checkParameters(PutObjectRequest request) {
    KnownParameters.only(
        request,
        "Bucket",
        "Key",
        "CacheControl",
        "ContentDisposition",
        "ContentEncoding",
        "ContentLanguage",
        "ContentLength",
        "ContentMD5",
        "ContentType",
        "ChecksumAlgorithm",
        "ChecksumSHA256",
        "IfMatch",
        "IfNoneMatch",
        "Metadata",
        "ServerSideEncryption",
        "SSEKMSKeyId",
        "BucketKeyEnabled",
        "StorageClass",
        "WebsiteRedirectLocation",
        "Tagging",
        "ExpectedBucketOwner");
    ChecksumAlgorithm algorithm = request.checksumAlgorithm();
    if (algorithm != null && algorithm != ChecksumAlgorithm.SHA256) {
      throw KnownParameters.refused(
          request, "ChecksumAlgorithm " + request.checksumAlgorithmAsString());
    }
  }

  static void checkKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw S3Errors.refused(400, "KeyTooLongError", "Your key is too long");
    }
  }

  private static boolean isAsSent(PutObjectRequest request, Content content) {
    String sha256 = request.checksumSHA256();
    String md5 = request.contentMD5();
    return (sha256 == null || sha256.equals(Sha256.base64(content.sha256())))
        && (md5 == null || md5.equals(content.md5Base64()));
  }

  private Version version(
      Bucket bucket, PutObjectRequest request, RequestBody body, Content content) {
    ObjectNode headers = headers(request);
    if (!headers.has("ContentType")) {
      headers.put(
          "ContentType", Optional.ofNullable(body.contentType()).orElse("binary/octet-stream"));
    }
    return new Version(
        Version.newId(bucket),
        state.now(),
        false,
        content.sha256(),
        content.etag(),
        content.size(),
        headers,
        ObjectTags.parse(request.tagging()));
  }

  /** What a put or a copy says of its object; names of metadata are headers, so lower case. */
  static ObjectNode headers(SdkPojo request) {
    ObjectNode given = SdkJson.write(request);
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    HEADERS.stream().filter(given::has).forEach(name -> headers.set(name, given.get(name)));
    if (!headers.has("ServerSideEncryption")) {
      headers.put("ServerSideEncryption", "AES256");
    }
    if (given.has("Metadata")) {
      ObjectNode metadata = headers.putObject("Metadata");
      given
          .get("Metadata")
          .properties()
          .forEach(
              entry -> metadata.set(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    }
    return headers;
  }

  private static PutObjectResponse response(
      Bucket bucket, Version version, PutObjectRequest request) {
    boolean checksum = request.checksumAlgorithm() != null || request.checksumSHA256() != null;
    return PutObjectResponse.builder()
        .eTag(version.etag())
        .versionId(bucket.versioning().isEmpty() ? null : version.id())
        .serverSideEncryption(version.headers().get("ServerSideEncryption").asText())
        .checksumSHA256(checksum ? Sha256.base64(version.sha256()) : null)
        .size(version.size())
        .build();
  }
}
