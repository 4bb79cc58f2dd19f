package io.biomerkin.cloud.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;

class CloudContractTest extends CloudContract {

  @Test
  void a_test_has_an_account_of_its_own() {
    assertThat(client(StsClient.class).getCallerIdentity().account())
        .isEqualTo(cloud().account())
        .matches("[1-9][0-9]{11}");
  }
}
