package io.biomerkin.cloud.local.sqs;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the queue service. */
@AutoService(LocalService.class)
public final class SqsService implements LocalService {

  @Override
  public String client() {
    return "SqsClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalSqs(account);
  }
}
