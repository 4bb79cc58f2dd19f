package io.biomerkin.ledger;

import io.biomerkin.ledger.SignedObject.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks OpenPGP and X.509 signatures with {@code gpg} and {@code gpgsm}, as Git does. */
final class GnupgSignatures {

  private final Program program;
  private final boolean openpgp;
  private final String gpg;
  private final Optional<String> minimalTrust;

  GnupgSignatures(SigningConfig config, Program program, Format format) {
    this.program = program;
    this.openpgp = format == Format.OPENPGP;
    this.gpg = openpgp ? config.program("openpgp", "gpg") : config.program("x509", "gpgsm");
    this.minimalTrust = config.minimalTrust();
  }

  Signature check(SignedObject object, Path signature) throws IOException {
    List<String> command = new ArrayList<>(List.of(gpg, "--status-fd=1"));
    if (openpgp) {
      command.add("--keyid-format=long");
    }
    command.addAll(List.of("--verify", signature.toString(), "-"));
    Program.Outcome outcome = program.run(command, object.payloadBytes());
    GnupgStatus status = GnupgStatus.of(outcome.text());
    Optional<Signature> fault = fault(object, status, outcome);
    return fault.isPresent() ? fault.get() : byWhom(status);
  }

  /** Why the signature is not good, whoever made it. */
  private Optional<Signature> fault(
      SignedObject object, GnupgStatus status, Program.Outcome outcome) {
    if (status.has("BADSIG")) {
      return bad("the signature does not fit the " + object.kind());
    }
    if (status.has("REVKEYSIG")) {
      return bad("signed by a revoked key");
    }
    if (status.has("EXPKEYSIG")) {
      return bad("signed by a key that has expired");
    }
    if (status.has("EXPSIG")) {
      return bad("the signature has expired");
    }
    if (status.has("NO_PUBKEY")) {
      return unknown("signed by a key that " + gpg + " does not have");
    }
    if (status.has("NODATA")) {
      return bad("what stands in place of the signature is none");
    }
    if (status.signatures() > 1) {
      return unknown("there is more than one signature");
    }
    if (outcome.exit() != 0 || !status.has("GOODSIG") || status.key().isEmpty()) {
      return unknown(gpg + " cannot check the signature: " + said(outcome));
    }
    return Optional.empty();
  }

  /** Whether the key is trusted, and as whose. */
  private Signature byWhom(GnupgStatus status) throws IOException {
    boolean ultimate = minimalTrust.filter("ultimate"::equalsIgnoreCase).isPresent();
    if (!status.has("TRUST_ULTIMATE") && (ultimate || !status.has("TRUST_FULLY"))) {
      return Signature.unknown(
          "signed by a key that " + gpg + " does not trust " + (ultimate ? "ultimately" : "fully"));
    }
    List<String> list = List.of(gpg, "--with-colons", "--list-keys", status.key());
    GnupgKey key = GnupgKey.of(program.run(list, new byte[0]).text());
    return openpgp ? openpgpSigner(status.userId(), key, ultimate) : x509Signer(key);
  }

  /**
   * A key may have several user ids, and anybody can add one to his own. Trust in the key comes
   * from any of them, so the one that is told must be trusted itself.
   */
  private Signature openpgpSigner(String userId, GnupgKey key, boolean ultimate) {
    return key.isValid(userId, ultimate)
        ? Signature.good(GnupgKey.address(userId).orElse(userId))
        : Signature.unknown("signed by a key that " + gpg + " does not trust to be of " + userId);
  }

  /** Whoever issued a certificate vouches for all of it. */
  private static Signature x509Signer(GnupgKey key) {
    return key.addresses().stream()
        .findFirst()
        .map(Signature::good)
        .orElseGet(() -> Signature.unknown("the certificate names no e-mail address"));
  }

  private static String said(Program.Outcome outcome) {
    return outcome.lastError().isEmpty() ? "it does not say why" : outcome.lastError();
  }

  private static Optional<Signature> bad(String detail) {
    return Optional.of(Signature.bad(detail));
  }

  private static Optional<Signature> unknown(String detail) {
    return Optional.of(Signature.unknown(detail));
  }
}
