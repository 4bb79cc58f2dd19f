package io.biomerkin.cloud.local.iam;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers IAM. */
@AutoService(LocalService.class)
public final class IamService implements LocalService {

  @Override
  public String client() {
    return "IamClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalIam(account);
  }
}
