package io.biomerkin.cloud.local.dynamodb;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers the table service. */
@AutoService(LocalService.class)
public final class DynamoDbService implements LocalService {

  @Override
  public String client() {
    return "DynamoDbClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalDynamoDb(account);
  }
}
