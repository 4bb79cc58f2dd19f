package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.GpgSignature;

/**
 * Signs tags with the program that Git would sign them with. A tag that should be signed and cannot
 * be is not made.
 */
final class TagSigner {

  private final Config config;
  private final GpgConfig gpg;

  TagSigner(Config config) {
    this.config = config;
    this.gpg = new GpgConfig(config);
  }

  /** The signature of a tag; empty where Git's configuration asks for none. */
  Optional<GpgSignature> sign(String name, byte[] tag, String by) {
    if (!gpg.isSignAllTags() && !gpg.isSignAnnotated()) {
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
    Path folder = Files.createTempDirectory("biomerkin-signature-");
    try {
      Path input = Files.write(folder.resolve("tag"), tag);
      Path output = folder.resolve("signature");
      String fallback = gpg.getKeyFormat() == GpgFormat.X509 ? "gpgsm" : "gpg";
      run(List.of(program(fallback), "-bsau", key), input, output);
      return Files.readAllBytes(output);
    } finally {
      drop(folder);
    }
  }

  private byte[] ssh(byte[] tag) throws IOException {
    String key = gpg.getSigningKey();
    if (key == null) {
      throw failed("user.signingKey is not configured");
    }
    Path folder = Files.createTempDirectory("biomerkin-signature-");
    try {
      Path input = Files.write(folder.resolve("tag"), tag);
      Path output = folder.resolve("signature");
      List<String> command = new ArrayList<>(List.of(program("ssh-keygen"), "-Y", "sign"));
      command.addAll(List.of("-n", "git", "-f", keyFile(key, folder)));
      if (isLiteral(key)) {
        command.add("-U");
      }
      run(command, input, output);
      return Files.readAllBytes(output);
    } finally {
      drop(folder);
    }
  }

  /** A key may be a file, or the public key itself, whose other half an agent holds. */
  private static String keyFile(String key, Path folder) throws IOException {
    if (isLiteral(key)) {
      String literal = key.startsWith("key::") ? key.substring("key::".length()) : key;
      return Files.writeString(folder.resolve("key.pub"), literal + "\n").toString();
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

  private static void run(List<String> command, Path input, Path output) throws IOException {
    Path errors = output.resolveSibling("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (process.waitFor() != 0 || Files.size(output) == 0) {
        String told = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
        throw failed(command.get(0) + ": " + told.lines().reduce((a, b) -> b).orElse("failed"));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private static void drop(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static ProblemException failed(String what) {
    return new ProblemException(
        ProblemCode.REPOSITORY_FAILED,
        "",
        "Git is configured to sign tags, and the tag of the release cannot be signed: " + what,
        "try git tag -s, or type git config tag.gpgSign false");
  }
}
