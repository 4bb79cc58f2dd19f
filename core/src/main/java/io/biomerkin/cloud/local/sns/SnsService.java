package io.biomerkin.cloud.local.sns;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the notification service. */
@AutoService(LocalService.class)
public final class SnsService implements LocalService {

  @Override
  public String client() {
    return "SnsClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalSns(account);
  }
}
