package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.GpgSignature;

/**
 * Signs tags with the program that Git would sign them with. A tag that should be signed and cannot
 * be is not made.
 */
final class TagSigner {

  /** A person may be looking for a pass phrase or a security key. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Config config;
  private final GpgConfig gpg;

  TagSigner(Config config) {
    this.config = config;
    this.gpg = new GpgConfig(config);
  }

  /** Whether Git's configuration asks for signatures of annotated tags. */
  static boolean isOn(Config config) {
    GpgConfig gpg = new GpgConfig(config);
    return gpg.isSignAllTags() || gpg.isSignAnnotated();
  }

  /** The signature of a tag; empty where Git's configuration asks for none. */
  Optional<GpgSignature> sign(String name, byte[] tag, String by) {
    if (!isOn(config)) {
      return Optional.empty();
    }
    try {
      byte[] signature = gpg.getKeyFormat() == GpgFormat.SSH ? ssh(tag) : pgp(tag, by);
      return Optional.of(new GpgSignature(signature));
    } catch (ProblemException e) {
      throw new ProblemException(e.first().at(name));
    } catch (IOException e) {
      throw new ProblemException(failed(String.valueOf(e.getMessage())).first().at(name));
    }
  }

  private byte[] pgp(byte[] tag, String by) throws IOException {
    String key = gpg.getSigningKey() == null ? by : gpg.getSigningKey();
    String fallback = gpg.getKeyFormat() == GpgFormat.X509 ? "gpgsm" : "gpg";
    return run(List.of(program(fallback), "-bsau", key), tag);
  }

  private byte[] ssh(byte[] tag) throws IOException {
    String key = gpg.getSigningKey();
    if (key == null) {
      throw failed("user.signingKey is not configured");
    }
    try (Scratch scratch = Scratch.create()) {
      List<String> command = new ArrayList<>(List.of(program("ssh-keygen"), "-Y", "sign"));
      command.addAll(List.of("-n", "git", "-f", keyFile(key, scratch)));
      if (isLiteral(key)) {
        command.add("-U");
      }
      return run(command, tag);
    }
  }

  /** A key may be a file, or the public key itself, whose other half an agent holds. */
  private static String keyFile(String key, Scratch scratch) throws IOException {
    if (isLiteral(key)) {
      String literal = key.startsWith("key::") ? key.substring("key::".length()) : key;
      return scratch.write("key.pub", literal + "\n").toString();
    }
    return key.startsWith("~/") ? System.getProperty("user.home") + key.substring(1) : key;
  }

  private static boolean isLiteral(String key) {
    return key.startsWith("key::") || key.startsWith("ssh-");
  }

  private String program(String fallback) {
    String format = gpg.getKeyFormat().toConfigValue();
    String own = config.getString("gpg", format, "program");
    String common =
        gpg.getKeyFormat() == GpgFormat.OPENPGP ? config.getString("gpg", null, "program") : null;
    return own != null ? own : common != null ? common : fallback;
  }

  private static byte[] run(List<String> command, byte[] tag) throws IOException {
    Program.Outcome outcome = Program.here(PATIENCE).run(command, tag);
    if (outcome.exit() != 0 || outcome.output().length == 0) {
      String told = outcome.lastError().isEmpty() ? "failed" : outcome.lastError();
      throw failed(command.get(0) + ": " + told);
    }
    return outcome.output();
  }

  private static ProblemException failed(String what) {
    return new ProblemException(
        ProblemCode.REPOSITORY_FAILED,
        "",
        "Git is configured to sign tags, and the tag of the release cannot be signed: " + what,
        "try git tag -s, or type git config tag.gpgSign false");
  }
}
