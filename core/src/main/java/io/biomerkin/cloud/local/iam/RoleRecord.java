package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role as it is kept.
 *
 * @param role the SDK's role, its trust policy as plain text
 * @param inline its inline policies, by name
 * @param attached the ARNs of its managed policies
 */
record RoleRecord(ObjectNode role, Map<String, String> inline, List<String> attached) {

  RoleRecord {
    inline = Collections.unmodifiableMap(new TreeMap<>(inline));
    attached = List.copyOf(attached);
  }

  static RoleRecord of(Role role) {
    return new RoleRecord(SdkJson.write(role), Map.of(), List.of());
  }

  Role toRole() {
    return SdkJson.read(role, Role.builder());
  }

  RoleRecord with(Role changed) {
    return new RoleRecord(SdkJson.write(changed), inline, attached);
  }

  RoleRecord withInline(Map<String, String> policies) {
    return new RoleRecord(role, policies, attached);
  }

  RoleRecord withAttached(List<String> arns) {
    return new RoleRecord(role, inline, arns);
  }
}
