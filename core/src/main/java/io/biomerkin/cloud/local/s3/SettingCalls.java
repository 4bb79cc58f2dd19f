package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** The calls for configurations of a bucket that are kept and given back, no more. */
interface SettingCalls extends S3Client {

  /** The account whose lock they take. */
  LocalAccount account();

  /** Where they are kept. */
  BucketSettings settings();

  @Override
  default PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
    return account()
        .locked(
            () -> {
              settings()
                  .put(
                      request.bucket(),
                      BucketSettings.ENCRYPTION,
                      request.serverSideEncryptionConfiguration());
              return PutBucketEncryptionResponse.builder().build();
            });
  }

  @Override
  default GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
    return account()
        .locked(
            () ->
                GetBucketEncryptionResponse.builder()
                    .serverSideEncryptionConfiguration(
                        settings()
                            .get(
                                request.bucket(),
                                BucketSettings.ENCRYPTION,
                                ServerSideEncryptionConfiguration.builder())
                            .orElseGet(Defaults::encryption))
                    .build());
  }

  @Override
  default DeleteBucketEncryptionResponse deleteBucketEncryption(
      DeleteBucketEncryptionRequest request) {
    return account()
        .locked(
            () -> {
              settings().remove(request.bucket(), BucketSettings.ENCRYPTION);
              return DeleteBucketEncryptionResponse.builder().build();
            });
  }

  @Override
  default PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
    return account()
        .locked(
            () -> {
              settings()
                  .put(
                      request.bucket(),
                      BucketSettings.PUBLIC_ACCESS,
                      request.publicAccessBlockConfiguration());
              return PutPublicAccessBlockResponse.builder().build();
            });
  }

  @Override
  default GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
    return account()
        .locked(
            () ->
                GetPublicAccessBlockResponse.builder()
                    .publicAccessBlockConfiguration(
                        settings()
                            .get(
                                request.bucket(),
                                BucketSettings.PUBLIC_ACCESS,
                                PublicAccessBlockConfiguration.builder())
                            .orElseThrow(
                                () ->
                                    S3Errors.refused(
                                        404,
                                        "NoSuchPublicAccessBlockConfiguration",
                                        "The public access block configuration was not found")))
                    .build());
  }

  @Override
  default DeletePublicAccessBlockResponse deletePublicAccessBlock(
      DeletePublicAccessBlockRequest request) {
    return account()
        .locked(
            () -> {
              settings().remove(request.bucket(), BucketSettings.PUBLIC_ACCESS);
              return DeletePublicAccessBlockResponse.builder().build();
            });
  }

  @Override
  default PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
      PutBucketLifecycleConfigurationRequest request) {
    return account()
        .locked(
            () -> {
              settings()
                  .put(
                      request.bucket(), BucketSettings.LIFECYCLE, request.lifecycleConfiguration());
              return PutBucketLifecycleConfigurationResponse.builder().build();
            });
  }

  @Override
  default GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
      GetBucketLifecycleConfigurationRequest request) {
    return account()
        .locked(
            () ->
                settings()
                    .node(request.bucket(), BucketSettings.LIFECYCLE)
                    .map(
                        node ->
                            SdkJson.read(node, GetBucketLifecycleConfigurationResponse.builder()))
                    .orElseThrow(
                        () ->
                            S3Errors.refused(
                                404,
                                "NoSuchLifecycleConfiguration",
                                "The lifecycle configuration does not exist")));
  }

  @Override
  default DeleteBucketLifecycleResponse deleteBucketLifecycle(
      DeleteBucketLifecycleRequest request) {
    return account()
        .locked(
            () -> {
              settings().remove(request.bucket(), BucketSettings.LIFECYCLE);
              return DeleteBucketLifecycleResponse.builder().build();
            });
  }

  @Override
  default PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request) {
    return account()
        .locked(
            () -> {
              settings().put(request.bucket(), BucketSettings.CORS, request.corsConfiguration());
              return PutBucketCorsResponse.builder().build();
            });
  }

  @Override
  default GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request) {
    return account()
        .locked(
            () ->
                settings()
                    .node(request.bucket(), BucketSettings.CORS)
                    .map(node -> SdkJson.read(node, GetBucketCorsResponse.builder()))
                    .orElseThrow(
                        () ->
                            S3Errors.refused(
                                404,
                                "NoSuchCORSConfiguration",
                                "The CORS configuration does not exist")));
  }

  @Override
  default DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest request) {
    return account()
        .locked(
            () -> {
              settings().remove(request.bucket(), BucketSettings.CORS);
              return DeleteBucketCorsResponse.builder().build();
            });
  }

  @Override
  default PutBucketOwnershipControlsResponse putBucketOwnershipControls(
      PutBucketOwnershipControlsRequest request) {
    return account()
        .locked(
            () -> {
              settings()
                  .put(request.bucket(), BucketSettings.OWNERSHIP, request.ownershipControls());
              return PutBucketOwnershipControlsResponse.builder().build();
            });
  }

  @Override
  default GetBucketOwnershipControlsResponse getBucketOwnershipControls(
      GetBucketOwnershipControlsRequest request) {
    return account()
        .locked(
            () ->
                GetBucketOwnershipControlsResponse.builder()
                    .ownershipControls(
                        settings()
                            .get(
                                request.bucket(),
                                BucketSettings.OWNERSHIP,
                                OwnershipControls.builder())
                            .orElseThrow(
                                () ->
                                    S3Errors.refused(
                                        404,
                                        "OwnershipControlsNotFoundError",
                                        "The bucket ownership controls were not found")))
                    .build());
  }

  @Override
  default DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
      DeleteBucketOwnershipControlsRequest request) {
    return account()
        .locked(
            () -> {
              settings().remove(request.bucket(), BucketSettings.OWNERSHIP);
              return DeleteBucketOwnershipControlsResponse.builder().build();
            });
  }

  @Override
  default PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest request) {
    return account()
        .locked(
            () -> {
              settings()
                  .put(request.bucket(), BucketSettings.LOGGING, request.bucketLoggingStatus());
              return PutBucketLoggingResponse.builder().build();
            });
  }

  @Override
  default GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest request) {
    return account()
        .locked(
            () ->
                settings()
                    .node(request.bucket(), BucketSettings.LOGGING)
                    .map(node -> SdkJson.read(node, GetBucketLoggingResponse.builder()))
                    .orElseGet(() -> GetBucketLoggingResponse.builder().build()));
  }
}
