package io.biomerkin.cloud.local.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which function, and which version or alias of it, a call means.
 *
 * @param name the bare name
 * @param qualifier a version or alias, if one is given
 */
record FunctionName(String name, Optional<String> qualifier) {

  static final String LATEST = "$LATEST";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws:lambda:[a-z0-9-]+:)?(?:[0-9]{12}:)?(?:function:)?"
              + "([a-zA-Z0-9-_]{1,64})(?::(\\$LATEST|[a-zA-Z0-9-_]{1,128}))?");

  /** Reads a name, a partial or a full ARN, each with or without a qualifier. */
  static FunctionName parse(@Nullable String text, @Nullable String qualifier) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw LambdaErrors.validation(
          String.valueOf(text),
          "functionName",
          "Member must satisfy regular expression pattern:"
              + " (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?"
              + "(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    }
    String inName = matcher.group(2);
    if (inName != null && qualifier != null && !inName.equals(qualifier)) {
      throw LambdaErrors.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return new FunctionName(
        matcher.group(1), Optional.ofNullable(inName).or(() -> Optional.ofNullable(qualifier)));
  }

  static FunctionName parse(@Nullable String text) {
    return parse(text, null);
  }
}
