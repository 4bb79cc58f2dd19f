package io.biomerkin.cloud.local.secretsmanager;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where secrets are kept; one whose recovery window has passed is gone. */
final class SecretState {

  private final LocalAccount account;

  SecretState(LocalAccount account) {
    this.account = account;
  }

  Instant now() {
    return account.clock().now();
  }

  String arn(String resource) {
    return account.arn("secretsmanager", "secret:" + resource);
  }

  Documents<Secret> documents() {
    return account.state().documents("secretsmanager/secrets", Secret.class);
  }

  /** All secrets that are there, those marked for deletion among them. */
  List<Secret> all() {
    return documents().all().stream().filter(this::isThere).toList();
  }

  Optional<Secret> byName(String name) {
    return documents().get(name).filter(this::isThere);
  }

  private boolean isThere(Secret secret) {
    return secret.deletion().filter(moment -> !moment.isAfter(now())).isEmpty();
  }

  /** The secret of a name, of an ARN, or of an ARN without its random end. */
  Secret find(@Nullable String id) {
    String text = Optional.ofNullable(id).orElse("");
    String prefix = arn("");
    if (!text.startsWith(prefix)) {
      return byName(text).orElseThrow(SecretErrors::notFound);
    }
    return all().stream()
        .filter(s -> s.arn().equals(text) || (prefix + s.name()).equals(text))
        .findFirst()
        .orElseThrow(SecretErrors::notFound);
  }

  /** The secret, if it is not marked for deletion. */
  Secret live(@Nullable String id) {
    Secret secret = find(id);
    if (secret.deletion().isPresent()) {
      throw SecretErrors.deleted(
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  void save(Secret secret) {
    documents().put(secret.name(), secret);
  }
}
