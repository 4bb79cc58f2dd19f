package io.biomerkin.cloud.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** The policies of roles: inline ones, and managed ones by their ARN. */
final class RolePolicies {

  private final RoleStore store;

  RolePolicies(RoleStore store) {
    this.store = store;
  }

  void put(String roleName, String policyName, String document) {
    RoleRecord role = store.get(roleName);
    Map<String, String> policies = new TreeMap<>(role.inline());
    policies.put(policyName, PolicyDocuments.checked(document));
    store.put(role.withInline(policies));
  }

  String get(String roleName, String policyName) {
    return Optional.ofNullable(store.get(roleName).inline().get(policyName))
        .map(PolicyDocuments::encoded)
        .orElseThrow(() -> noPolicy(policyName));
  }

  List<String> list(String roleName) {
    return List.copyOf(store.get(roleName).inline().keySet());
  }

  void delete(String roleName, String policyName) {
    RoleRecord role = store.get(roleName);
    Map<String, String> policies = new TreeMap<>(role.inline());
    if (policies.remove(policyName) == null) {
      throw noPolicy(policyName);
    }
    store.put(role.withInline(policies));
  }

  void attach(String roleName, String arn) {
    RoleRecord role = store.get(roleName);
    if (!ManagedPolicies.isManagedByAws(arn)) {
      throw RoleStore.missing("Policy " + arn + " does not exist or is not attachable.");
    }
    if (!role.attached().contains(arn)) {
      List<String> arns = new ArrayList<>(role.attached());
      arns.add(arn);
      store.put(role.withAttached(arns));
    }
  }

  void detach(String roleName, String arn) {
    RoleRecord role = store.get(roleName);
    if (!role.attached().contains(arn)) {
      throw RoleStore.missing("Policy " + arn + " was not found.");
    }
    store.put(
        role.withAttached(role.attached().stream().filter(each -> !each.equals(arn)).toList()));
  }

  List<AttachedPolicy> attached(String roleName) {
    return store.get(roleName).attached().stream()
        .map(
            arn ->
                AttachedPolicy.builder()
                    .policyArn(arn)
                    .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                    .build())
        .toList();
  }

  private static RuntimeException noPolicy(String name) {
    return RoleStore.missing("The role policy with name " + name + " cannot be found.");
  }
}
