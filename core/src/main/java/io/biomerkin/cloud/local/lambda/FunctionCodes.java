package io.biomerkin.cloud.local.lambda;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.lambda.run.CodePackage;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Takes code packages in, from the call itself or from S3, within Lambda's limits. */
final class FunctionCodes {

  private static final int MOST_DIRECT = 50 * 1024 * 1024;
  private static final long MOST_UNZIPPED = 262_144_000;

  private final LocalAccount account;
  private final FunctionStore store;

  FunctionCodes(LocalAccount account, FunctionStore store) {
    this.account = account;
    this.store = store;
  }

  /**
   * A package that was taken in.
   *
   * @param sha256 its digest, in Base64 as Lambda tells it
   * @param size its size in bytes
   */
  record Code(String sha256, long size) {}

  Code take(
      @Nullable SdkBytes zip,
      @Nullable String bucket,
      @Nullable String key,
      @Nullable String objectVersion) {
    if (zip == null && (bucket == null || key == null)) {
      throw LambdaErrors.invalid("Please provide a source for function code.");
    }
    if (zip != null && bucket != null) {
      throw LambdaErrors.invalid(
          "Please do not provide other FunctionCode parameters when providing a ZipFile.");
    }
    byte[] content =
        zip == null ? fromS3(bucket, key, objectVersion) : checkedDirect(zip.asByteArray());
    checkUnzipped(content);
    return new Code(Sha256.base64(store.code().put(content)), content.length);
  }

  private byte[] fromS3(
      @Nullable String bucket, @Nullable String key, @Nullable String objectVersion) {
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(bucket).key(key).versionId(objectVersion).build();
    try {
      return account.client(S3Client.class).getObjectAsBytes(request).asByteArray();
    } catch (AwsServiceException e) {
      AwsErrorDetails details = e.awsErrorDetails();
      throw LambdaErrors.invalid(
          "Error occurred while GetObject. S3 Error Code: "
              + Optional.ofNullable(details).map(AwsErrorDetails::errorCode).orElse("")
              + ". S3 Error Message: "
              + Optional.ofNullable(details).map(AwsErrorDetails::errorMessage).orElse(""));
    }
  }

  private static byte[] checkedDirect(byte[] content) {
    if (content.length > MOST_DIRECT) {
      throw LambdaErrors.of(
          RequestTooLargeException.builder(),
          413,
          "RequestEntityTooLargeException",
          "Request must be smaller than 69905067 bytes for the CreateFunction operation");
    }
    return content;
  }

  private static void checkUnzipped(byte[] content) {
    try {
      long size = CodePackage.unzippedSize(content, MOST_UNZIPPED);
      if (size >= MOST_UNZIPPED) {
        throw LambdaErrors.invalid(
            "Unzipped size must be smaller than " + MOST_UNZIPPED + " bytes");
      }
      if (size < 0) {
        throw LambdaErrors.invalid("Uploaded file must be a non-empty zip");
      }
    } catch (IOException e) {
      throw LambdaErrors.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
  }
}
