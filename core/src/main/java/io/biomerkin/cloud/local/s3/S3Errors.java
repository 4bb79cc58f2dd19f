package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.sdk.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's refusals, in its words. */
final class S3Errors {

  private S3Errors() {}

  static AwsServiceException noSuchBucket() {
    return of(
        NoSuchBucketException.builder(),
        404,
        "NoSuchBucket",
        "The specified bucket does not exist");
  }

  static AwsServiceException alreadyOwned() {
    return of(
        BucketAlreadyOwnedByYouException.builder(),
        409,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.");
  }

  static AwsServiceException invalidBucketName() {
    return refused(400, "InvalidBucketName", "The specified bucket is not valid.");
  }

  static AwsServiceException bucketNotEmpty(boolean versions) {
    String text = "The bucket you tried to delete is not empty";
    return refused(
        409,
        "BucketNotEmpty",
        versions ? text + ". You must delete all versions in the bucket." : text);
  }

  static AwsServiceException noSuchKey() {
    return of(NoSuchKeyException.builder(), 404, "NoSuchKey", "The specified key does not exist.");
  }

  static AwsServiceException noSuchVersion() {
    return refused(404, "NoSuchVersion", "The specified version does not exist.");
  }

  static AwsServiceException methodNotAllowed() {
    return refused(
        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  }

  static AwsServiceException preconditionFailed() {
    return refused(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  static AwsServiceException badDigest(String algorithm) {
    return refused(
        400,
        "BadDigest",
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }

  static AwsServiceException refused(int status, String code, String message) {
    return of(S3Exception.builder(), status, code, message);
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, int status, String code, String message) {
    return Refusal.of(builder, "S3", status, code, message);
  }
}
