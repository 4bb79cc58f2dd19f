package io.biomerkin.cloud.local.events;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers EventBridge. */
@AutoService(LocalService.class)
public final class EventsService implements LocalService {

  @Override
  public String client() {
    return "EventBridgeClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalEventBridge(account);
  }
}
