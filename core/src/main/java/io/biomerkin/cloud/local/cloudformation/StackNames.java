package io.biomerkin.cloud.local.cloudformation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CloudFormation takes as a name. */
final class StackNames {

  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}|arn:[-a-zA-Z0-9:/._+]*");

  private StackNames() {}

  /** Refuses what is no name. */
  static void check(@Nullable String name, String parameter) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Errors.validation(
          "1 validation error detected: Value '"
              + name
              + "' at '"
              + parameter
              + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
              + "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*");
    }
  }
}
