package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks SSH signatures with {@code ssh-keygen}, as Git does. */
final class SshSignatures {

  private static final String SIGNERS = "gpg.ssh.allowedSignersFile";
  private static final String REVOKED = "gpg.ssh.revocationFile";

  /** ssh-keygen reads its times in the zone of the machine. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

  private final SigningConfig config;
  private final Program program;
  private final String keygen;

  SshSignatures(SigningConfig config, Program program) {
    this.config = config;
    this.program = program;
    this.keygen = config.program("ssh", "ssh-keygen");
  }

  Signature check(SignedObject object, Path signature) throws IOException {
    Optional<Path> signers = config.sshFile("allowedSignersFile");
    if (signers.isEmpty()) {
      return Signature.unknown(SIGNERS + " is not configured");
    }
    Optional<Path> revoked = config.sshFile("revocationFile");
    if (!Files.isRegularFile(signers.get())) {
      return Signature.unknown(SIGNERS + " names a file that is not there: " + signers.get());
    }
    // Git would only warn; but then a revoked key would pass.
    if (revoked.isPresent() && !Files.isRegularFile(revoked.get())) {
      return Signature.unknown(REVOKED + " names a file that is not there: " + revoked.get());
    }
    Optional<Instant> date = object.date();
    if (date.isEmpty()) {
      return Signature.bad("the " + object.kind() + " does not say when it was made");
    }
    Program.Outcome fits = run(object, List.of("check-novalidate", "-n", "git"), signature);
    if (fits.exit() != 0) {
      return unfit(object, fits);
    }
    return byWhom(object, signature, signers.get(), date.get(), revoked);
  }

  private Signature byWhom(
      SignedObject object, Path signature, Path signers, Instant date, Optional<Path> revoked)
      throws IOException {
    String time = "-Overify-time=" + TIME.format(date);
    List<String> find = List.of("find-principals", "-f", signers.toString(), time);
    Program.Outcome found = run(object, find, signature);
    // A pattern that excludes somebody is no principal, though ssh-keygen lists it.
    List<String> principals =
        found.text().lines().filter(line -> !line.isBlank() && !line.startsWith("!")).toList();
    if (found.exit() != 0 || principals.isEmpty()) {
      return unlisted(object, found);
    }
    String errors = "";
    for (String principal : principals) {
      List<String> verify = new ArrayList<>(List.of("verify", "-f", signers.toString()));
      verify.addAll(List.of("-I", principal, "-n", "git", time));
      revoked.ifPresent(file -> verify.addAll(List.of("-r", file.toString())));
      Program.Outcome verified = run(object, verify, signature);
      if (verified.exit() == 0 && verified.text().startsWith("Good")) {
        return Signature.good(principal);
      }
      errors += verified.errors();
    }
    return refused(errors, revoked.isPresent());
  }

  private Program.Outcome run(SignedObject object, List<String> what, Path signature)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(keygen, "-Y"));
    command.addAll(what);
    command.addAll(List.of("-s", signature.toString()));
    return program.run(command, object.payloadBytes());
  }

  private Signature unfit(SignedObject object, Program.Outcome outcome) {
    boolean old =
        outcome.errors().contains("usage:") || outcome.errors().contains("unknown option");
    return old
        ? Signature.unknown(keygen + " is too old to check signatures")
        : Signature.bad("the signature does not fit the " + object.kind());
  }

  /** The key is in the file for another time, or not at all. */
  private static Signature unlisted(SignedObject object, Program.Outcome found) {
    boolean late = found.errors().contains("key has expired");
    boolean early = found.errors().contains("key is not yet valid");
    return late || early
        ? Signature.bad(
            "signed by a key that "
                + SIGNERS
                + " does not allow at the date of the "
                + object.kind())
        : Signature.unknown("signed by a key that " + SIGNERS + " does not list");
  }

  private static Signature refused(String errors, boolean mayBeRevoked) {
    if (errors.contains("not permitted for use in signature namespace")) {
      return Signature.unknown("signed by a key that " + SIGNERS + " does not allow for Git");
    }
    return mayBeRevoked
        ? Signature.bad("signed by a key that " + REVOKED + " revokes")
        : Signature.unknown("signed by a key that " + SIGNERS + " does not allow");
  }
}
