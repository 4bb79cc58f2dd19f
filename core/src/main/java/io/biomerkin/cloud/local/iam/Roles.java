package io.biomerkin.cloud.local.iam;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** Roles: made, changed, tagged, deleted. */
final class Roles {

  private final LocalAccount account;
  private final RoleStore store;

  Roles(LocalAccount account, RoleStore store) {
    this.account = account;
    this.store = store;
  }

  Role create(CreateRoleRequest request) {
    KnownParameters.only(
        request,
        "RoleName",
        "AssumeRolePolicyDocument",
        "Path",
        "Description",
        "MaxSessionDuration",
        "PermissionsBoundary",
        "Tags");
    String name = checkedName(request.roleName());
    if (store.find(name).isPresent()) {
      throw Refusal.of(
          EntityAlreadyExistsException.builder(),
          "Iam",
          409,
          "EntityAlreadyExists",
          "Role with name " + name + " already exists.");
    }
    String path = Optional.ofNullable(request.path()).orElse("/");
    Role.Builder role =
        Role.builder()
            .roleName(name)
            .path(path)
            .roleId("AROA" + letters())
            .arn("arn:aws:iam::" + account.account() + ":role" + path + name)
            .createDate(account.clock().now())
            .description(request.description())
            .maxSessionDuration(Optional.ofNullable(request.maxSessionDuration()).orElse(3600))
            .assumeRolePolicyDocument(PolicyDocuments.checked(request.assumeRolePolicyDocument()))
            .tags(request.tags());
    if (request.permissionsBoundary() != null) {
      role.permissionsBoundary(
          boundary ->
              boundary
                  .permissionsBoundaryArn(request.permissionsBoundary())
                  .permissionsBoundaryType("PermissionsBoundaryPolicy"));
    }
    store.put(RoleRecord.of(role.build()));
    return shown(role.build());
  }

  Role get(String name) {
    return shown(store.get(name).toRole());
  }

  List<Role> list(String pathPrefix) {
    return store.all().stream()
        .map(RoleRecord::toRole)
        .filter(role -> role.path().startsWith(pathPrefix))
        .map(Roles::shown)
        .toList();
  }

  void update(UpdateRoleRequest request) {
    RoleRecord role = store.get(request.roleName());
    Role.Builder changed = role.toRole().toBuilder();
    Optional.ofNullable(request.description()).ifPresent(changed::description);
    Optional.ofNullable(request.maxSessionDuration()).ifPresent(changed::maxSessionDuration);
    store.put(role.with(changed.build()));
  }

  void trust(String name, String document) {
    RoleRecord role = store.get(name);
    Role changed =
        role.toRole().toBuilder()
            .assumeRolePolicyDocument(PolicyDocuments.checked(document))
            .build();
    store.put(role.with(changed));
  }

  void tag(String name, List<Tag> tags) {
    List<String> keys = tags.stream().map(Tag::key).toList();
    RoleRecord role = store.get(name);
    Stream<Tag> kept = role.toRole().tags().stream().filter(tag -> !keys.contains(tag.key()));
    List<Tag> all = Stream.concat(kept, tags.stream()).toList();
    store.put(role.with(role.toRole().toBuilder().tags(all).build()));
  }

  void untag(String name, List<String> keys) {
    RoleRecord role = store.get(name);
    List<Tag> kept =
        role.toRole().tags().stream().filter(tag -> !keys.contains(tag.key())).toList();
    store.put(role.with(role.toRole().toBuilder().tags(kept).build()));
  }

  void delete(String name) {
    RoleRecord role = store.get(name);
    if (!role.attached().isEmpty()) {
      throw conflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline().isEmpty()) {
      throw conflict("Cannot delete entity, must delete policies first.");
    }
    store.remove(name);
  }

  private static String checkedName(String name) {
    if (name != null && name.matches("[\\w+=,.@-]{1,64}")) {
      return name;
    }
    throw Refusal.of(
        IamException.builder(),
        "Iam",
        400,
        "ValidationError",
        name != null && name.length() > 64
            ? "1 validation error detected: Value '"
                + name
                + "' at 'roleName' failed to satisfy constraint: Member must have length less than"
                + " or equal to 64"
            : "The specified value for roleName is invalid. It must contain only alphanumeric"
                + " characters and/or the following: +=,.@_-");
  }

  private static String letters() {
    return UUID.randomUUID()
        .toString()
        .replace("-", "")
        .substring(0, 17)
        .toUpperCase(java.util.Locale.ROOT);
  }

  private static Role shown(Role role) {
    return role.toBuilder()
        .assumeRolePolicyDocument(PolicyDocuments.encoded(role.assumeRolePolicyDocument()))
        .build();
  }

  private static RuntimeException conflict(String message) {
    return Refusal.of(DeleteConflictException.builder(), "Iam", 409, "DeleteConflict", message);
  }
}
