package io.biomerkin.cloud.local.secretsmanager;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the secrets manager. */
@AutoService(LocalService.class)
public final class SecretsManagerService implements LocalService {

  @Override
  public String client() {
    return "SecretsManagerClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalSecretsManager(account);
  }
}
