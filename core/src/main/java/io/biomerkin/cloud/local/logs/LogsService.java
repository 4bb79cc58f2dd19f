package io.biomerkin.cloud.local.logs;

import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.LocalService;
import software.amazon.awssdk.core.SdkClient;

/** Registers CloudWatch Logs. */
@AutoService(LocalService.class)
public final class LogsService implements LocalService {

  @Override
  public String client() {
    return "CloudWatchLogsClient";
  }

  @Override
  public SdkClient open(LocalAccount account) {
    return new LocalLogs(account);
  }
}
