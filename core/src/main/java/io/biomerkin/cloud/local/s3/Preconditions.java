package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;

/** {@code If-Match} and {@code If-None-Match}: on writes they decide who wins. */
final class Preconditions {

  private static final String ANY = "*";

  private Preconditions() {}

  /** Refuses a write whose condition does not hold. */
  static void write(
      AwsRequest request,
      Optional<Version> current,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.equals(ANY)) {
        throw KnownParameters.refused(request, "IfNoneMatch with an ETag");
      }
      if (current.isPresent()) {
        throw S3Errors.preconditionFailed();
      }
    }
    if (ifMatch != null && !matches(current.orElseThrow(S3Errors::noSuchKey), ifMatch)) {
      throw S3Errors.preconditionFailed();
    }
  }

  /** Refuses a read whose condition does not hold. */
  static void read(Version version, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && !matches(version, ifMatch)) {
      throw S3Errors.preconditionFailed();
    }
    if (ifNoneMatch != null && matches(version, ifNoneMatch)) {
      throw S3Errors.refused(304, "NotModified", "Not Modified");
    }
  }

  /** Refuses a deletion whose condition does not hold; a delete marker matches nothing. */
  static void delete(ObjectHistory history, @Nullable String ifMatch) {
    if (ifMatch == null) {
      return;
    }
    Version latest = history.latest().orElseThrow(S3Errors::noSuchKey);
    if (latest.deleteMarker() || !matches(latest, ifMatch)) {
      throw S3Errors.preconditionFailed();
    }
  }

  private static boolean matches(Version version, String etag) {
    return etag.equals(ANY) || unquoted(etag).equals(unquoted(version.etag()));
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
