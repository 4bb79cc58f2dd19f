package io.biomerkin.cloud.local.scaling;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers Application Auto Scaling. */
@AutoService(LocalService.class)
public final class ScalingService implements LocalService {

  @Override
  public String client() {
    return "ApplicationAutoScalingClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalScaling(account);
  }
}
