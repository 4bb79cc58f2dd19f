package io.biomerkin.cloud.local.lambda;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers Lambda. */
@AutoService(LocalService.class)
public final class LambdaService implements LocalService {

  @Override
  public String client() {
    return "LambdaClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return LocalLambda.of(account);
  }
}
