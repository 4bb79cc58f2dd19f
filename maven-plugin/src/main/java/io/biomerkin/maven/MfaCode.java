package io.biomerkin.maven;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The code of an MFA device: from the command line, or asked for in a terminal. */
final class MfaCode implements AwsAccess.MfaCodes {

  private final @Nullable String given;
  private final Optional<Function<String, @Nullable String>> person;

  MfaCode(@Nullable String given, boolean terminal) {
    this(
        given,
        Optional.ofNullable(System.console())
            .filter(console -> terminal)
            .map(console -> question -> console.readLine("%s", question)));
  }

  MfaCode(@Nullable String given, Optional<Function<String, @Nullable String>> person) {
    this.given = given;
    this.person = person;
  }

  @Override
  public String code(String device) {
    if (given != null) {
      return valid("-Dmfa", given);
    }
    String typed =
        person
            .map(asked -> asked.apply("code of the MFA device " + device + ": "))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.NO_CREDENTIALS,
                        device,
                        "the role wants a code of this MFA device",
                        "add -Dmfa=CODE with what it shows now"));
    return valid(device, typed == null ? "" : typed.strip());
  }

  /** AWS: "AssumeRole", TokenCode. The code itself is kept out of the message. */
  private static String valid(String where, String code) {
    if (!code.matches("\\d{6}")) {
      throw new ProblemException(
          ProblemCode.WRONG_VALUE,
          where,
          "a code of an MFA device has six digits",
          "run the same command again with -Dmfa=CODE");
    }
    return code;
  }
}
