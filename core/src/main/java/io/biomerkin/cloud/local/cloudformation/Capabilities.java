package io.biomerkin.cloud.local.cloudformation;

import java.util.List;
import java.util.Map;

/** What a template may only do when the caller says that it knows. */
final class Capabilities {

  private static final String NAMED = "CAPABILITY_NAMED_IAM";
  private static final String ANY = "CAPABILITY_IAM";

  /** The types of IAM, and the property that names one. */
  private static final Map<String, String> TYPES =
      Map.of(
          "AWS::IAM::AccessKey", "",
          "AWS::IAM::Group", "GroupName",
          "AWS::IAM::InstanceProfile", "InstanceProfileName",
          "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
          "AWS::IAM::Policy", "",
          "AWS::IAM::Role", "RoleName",
          "AWS::IAM::User", "UserName",
          "AWS::IAM::UserToGroupAddition", "");

  private Capabilities() {}

  /** What the template needs: one capability or none. */
  static List<String> needed(Template template) {
    List<Template.Resource> identities =
        template.resources().values().stream()
            .filter(resource -> TYPES.containsKey(resource.type()))
            .toList();
    if (identities.isEmpty()) {
      return List.of();
    }
    boolean named =
        identities.stream()
            .anyMatch(resource -> resource.properties().has(TYPES.get(resource.type())));
    return List.of(named ? NAMED : ANY);
  }

  /** Refuses a template that needs more than was given. */
  static void check(Template template, List<String> given) {
    for (String capability : needed(template)) {
      if (!given.contains(capability) && !given.contains(NAMED)) {
        throw Errors.insufficientCapabilities(capability);
      }
    }
  }
}
