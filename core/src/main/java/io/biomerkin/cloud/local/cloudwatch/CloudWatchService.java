package io.biomerkin.cloud.local.cloudwatch;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the monitoring service. */
@AutoService(LocalService.class)
public final class CloudWatchService implements LocalService {

  @Override
  public String client() {
    return "CloudWatchClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalCloudWatch(account);
  }
}
