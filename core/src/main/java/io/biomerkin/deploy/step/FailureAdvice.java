package io.biomerkin.deploy.step;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about the reason that a service gives for a failure. */
final class FailureAdvice {

  private static final Pattern DENIED =
      Pattern.compile(
          "User: (?<who>arn:\\S+) is not authorized to perform: (?<action>[\\w-]+:\\w+)"
              + "(?: on resource: (?<resource>arn:[^\\s,;)]+|\\*))?");
  private static final Pattern ASSUMED =
      Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");

  private FailureAdvice() {}

  /**
   * A permission that was missing.
   *
   * @param principal the user or the role, by its ARN
   * @param action e.g. {@code lambda:CreateFunction}
   * @param resource an ARN, or {@code *}
   */
  record Missing(String principal, String action, String resource) {}

  /** The permission that the reason says is missing. */
  static Optional<Missing> missing(String reason) {
    Matcher denied = DENIED.matcher(reason);
    if (!denied.find()) {
      return Optional.empty();
    }
    String resource = Optional.ofNullable(denied.group("resource")).orElse("*");
    return Optional.of(new Missing(role(denied.group("who")), denied.group("action"), resource));
  }

  /** IAM knows the role, not the session. A role's path is not told, and rarely there. */
  private static String role(String caller) {
    Matcher assumed = ASSUMED.matcher(caller);
    return assumed.matches()
        ? "arn:" + assumed.group(1) + ":iam::" + assumed.group(2) + ":role/" + assumed.group(3)
        : caller;
  }

  /** What to do, by words that services use. */
  static String of(String reason, String deploy) {
    String told = reason.toLowerCase(java.util.Locale.ROOT);
    if (told.contains("already exists")) {
      return "something outside of the stack has that name: delete or rename it, then " + deploy;
    }
    if (told.contains("rate exceeded") || told.contains("throttl")) {
      return "the service was asked too much at once: " + deploy;
    }
    if (told.contains("limit") || told.contains("quota")) {
      return "ask for more in Service Quotas, or need less, then " + deploy;
    }
    if (told.contains("not found") || told.contains("does not exist")) {
      return "something was deleted by hand: put it back, then " + deploy;
    }
    if (missing(reason).isPresent()) {
      return "give the deploying role this permission, then " + deploy;
    }
    return "correct what the reason names, then " + deploy;
  }
}
