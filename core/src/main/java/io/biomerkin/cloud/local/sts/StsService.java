package io.biomerkin.cloud.local.sts;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the security token service. */
@AutoService(LocalService.class)
public final class StsService implements LocalService {

  @Override
  public String client() {
    return "StsClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalSts(account);
  }
}
