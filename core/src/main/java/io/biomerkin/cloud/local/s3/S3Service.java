package io.biomerkin.cloud.local.s3;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the object store. */
@AutoService(LocalService.class)
public final class S3Service implements LocalService {

  @Override
  public String client() {
    return "S3Client";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalS3(account);
  }
}
