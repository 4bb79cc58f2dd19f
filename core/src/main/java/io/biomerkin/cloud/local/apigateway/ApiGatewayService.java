package io.biomerkin.cloud.local.apigateway;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers API Gateway. */
@AutoService(LocalService.class)
public final class ApiGatewayService implements LocalService {

  @Override
  public String client() {
    return "ApiGatewayClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalApiGateway(account);
  }
}
