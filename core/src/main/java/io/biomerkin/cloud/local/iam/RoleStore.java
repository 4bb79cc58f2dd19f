package io.biomerkin.cloud.local.iam;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The roles of the account. */
final class RoleStore {

  private final LocalAccount account;

  RoleStore(LocalAccount account) {
    this.account = account;
  }

  Optional<RoleRecord> find(String name) {
    return roles().get(name);
  }

  RoleRecord get(String name) {
    return find(name)
        .orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
  }

  void put(RoleRecord role) {
    roles().put(role.toRole().roleName(), role);
  }

  void remove(String name) {
    roles().remove(name);
  }

  List<RoleRecord> all() {
    return roles().all();
  }

  static RuntimeException missing(String message) {
    return Refusal.of(NoSuchEntityException.builder(), "Iam", 404, "NoSuchEntity", message);
  }

  private Documents<RoleRecord> roles() {
    return account.state().documents("iam/roles", RoleRecord.class);
  }
}
