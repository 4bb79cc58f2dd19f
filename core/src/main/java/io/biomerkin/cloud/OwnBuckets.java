package io.biomerkin.cloud;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * Has S3 refuse a bucket of another account. The names of buckets follow from the blueprint, and
 * everybody in the world may take them first (Amazon S3: "Verifying bucket ownership with bucket
 * owner condition").
 *
 * @param account the account that owns them, 12 digits
 */
record OwnBuckets(String account) implements ExecutionInterceptor {

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    // Who makes a bucket that is another account's is refused anyway.
    return context.request() instanceof CreateBucketRequest
        ? context.httpRequest()
        : context.httpRequest().toBuilder()
            .putHeader("x-amz-expected-bucket-owner", account)
            .build();
  }
}
