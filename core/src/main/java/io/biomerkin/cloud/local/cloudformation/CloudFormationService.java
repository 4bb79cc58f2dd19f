package io.biomerkin.cloud.local.cloudformation;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers CloudFormation. */
@AutoService(LocalService.class)
public final class CloudFormationService implements LocalService {

  @Override
  public String client() {
    return "CloudFormationClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalCloudFormation(account);
  }
}
