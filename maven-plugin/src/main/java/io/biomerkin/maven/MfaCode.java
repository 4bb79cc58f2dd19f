package io.biomerkin.maven;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code of an MFA device: from the command line, or asked for in a terminal. */
final class MfaCode implements AwsAccess.MfaCodes {

  private final @Nullable String given;
  private final Optional<Person> person;

  MfaCode(@Nullable String given, Optional<Person> person) {
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
            .map(asked -> asked.answer("code of the MFA device " + device + ": "))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.NO_CREDENTIALS,
                        device,
                        "the role wants a code of this MFA device",
                        "add -Dmfa=CODE with what it shows now"));
    return valid(device, typed);
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
