package io.biomerkin.ledger;

import io.biomerkin.ledger.SignedObject.Format;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.Config;

/**
 * Checks signatures with the programs and the trust that Git is configured with. The kind of a
 * signature is told by its own first line. Where Git lets something pass, this may not; never the
 * other way round.
 */
final class SignatureCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SigningConfig config;
  private final Program program;

  /**
   * With the configuration of a repository.
   *
   * @param config its effective configuration
   * @param workTree where its relative paths begin
   */
  SignatureCheck(Config config, Path workTree) {
    this(config, workTree, PATIENCE);
  }

  SignatureCheck(Config config, Path workTree, Duration patience) {
    this.config = new SigningConfig(config, workTree);
    this.program = new Program(workTree, Map.of("LC_ALL", "C"), patience);
  }

  /**
   * The signature of an annotated tag.
   *
   * @param raw the object as Git stores it, without its type and length
   */
  Signature ofTag(byte[] raw) {
    return check(SignedObject.tag(raw));
  }

  /**
   * The signature of a commit.
   *
   * @param raw the object as Git stores it, without its type and length
   */
  Signature ofCommit(byte[] raw) {
    return check(SignedObject.commit(raw));
  }

  private Signature check(Optional<SignedObject> signed) {
    if (signed.isEmpty()) {
      return Signature.none();
    }
    SignedObject object = signed.get();
    if (object.hasMore()) {
      return Signature.bad("there is text after the signature");
    }
    try (Scratch scratch = Scratch.create()) {
      Path signature = scratch.write("signature", object.signatureBytes());
      return check(object, signature);
    } catch (InterruptedIOException e) {
      throw new CancellationException("interrupted while checking a signature");
    } catch (IOException e) {
      return Signature.unknown(String.valueOf(e.getMessage()));
    }
  }

  private Signature check(SignedObject object, Path signature) throws IOException {
    Optional<Format> format = object.format();
    if (format.isEmpty() || format.get() == Format.OPENPGP_MESSAGE) {
      return Signature.unknown("the signature is of a kind that cannot be checked");
    }
    return switch (format.get()) {
      case SSH -> new SshSignatures(config, program).check(object, signature);
      default -> new GnupgSignatures(config, program, format.get()).check(object, signature);
    };
  }
}
