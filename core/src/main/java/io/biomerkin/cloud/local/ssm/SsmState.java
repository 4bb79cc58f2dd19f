package io.biomerkin.cloud.local.ssm;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.ssm.StoredParameter.Version;
import io.biomerkin.cloud.local.state.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** Where parameters are kept, and how one is shown. */
final class SsmState {

  private final LocalAccount account;

  SsmState(LocalAccount account) {
    this.account = account;
  }

  /** One version of a parameter, and the selector it was asked for with. */
  record Found(StoredParameter parameter, Version version, Optional<String> selector) {}

  Instant now() {
    return account.clock().now();
  }

  Documents<StoredParameter> parameters() {
    return account.state().documents("ssm/parameters", StoredParameter.class);
  }

  String arn(String name) {
    return account.arn("ssm", "parameter" + (name.startsWith("/") ? name : "/" + name));
  }

  /** The parameter of a name, an ARN, or {@code name:version}. */
  Found find(String given) {
    String prefix = account.arn("ssm", "parameter");
    String name = given.startsWith(prefix) ? given.substring(prefix.length()) : given;
    int colon = name.indexOf(':');
    String plain = colon < 0 ? name : name.substring(0, colon);
    StoredParameter parameter = parameters().get(plain).orElseThrow(SsmErrors::notFound);
    if (colon < 0) {
      return new Found(parameter, parameter.latest(), Optional.empty());
    }
    String selector = name.substring(colon + 1);
    Version version =
        (selector.matches("[0-9]{1,9}")
                ? parameter.version(Long.parseLong(selector))
                : Optional.<Version>empty())
            .orElseThrow(() -> SsmErrors.noSuchVersion(plain, selector));
    return new Found(parameter, version, Optional.of(":" + selector));
  }

  Parameter shown(Found found, @Nullable Boolean decrypted) {
    Version version = found.version();
    return Parameter.builder()
        .name(found.parameter().name())
        .arn(arn(found.parameter().name()))
        .type(version.type())
        .value(value(version, Boolean.TRUE.equals(decrypted)))
        .version(version.number())
        .dataType(version.dataType())
        .lastModifiedDate(version.modified())
        .selector(found.selector().orElse(null))
        .build();
  }

  /** A secure value shows only to who asks for decryption; else something that is not it. */
  static String value(Version version, boolean decrypted) {
    if (!version.isSecure() || decrypted) {
      return version.value();
    }
    String cipher = "embedded:alias/aws/ssm:" + version.number();
    return Base64.getEncoder().encodeToString(cipher.getBytes(StandardCharsets.UTF_8));
  }
}
