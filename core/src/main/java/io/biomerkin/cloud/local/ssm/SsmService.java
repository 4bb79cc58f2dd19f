package io.biomerkin.cloud.local.ssm;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the parameter store. */
@AutoService(LocalService.class)
public final class SsmService implements LocalService {

  @Override
  public String client() {
    return "SsmClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalSsm(account);
  }
}
