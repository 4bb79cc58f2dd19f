package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Python agent needs beside its sources, and for which platform.
 *
 * @param file what it says
 * @param label what the blueprint calls the file
 * @param runtime Lambda's identifier, e.g. {@code python3.11}
 */
record Requirements(RequirementsFile file, String label, String runtime) {

  private static final String PYTHON = "python";

  /** Runtimes up to 3.11 have the C library of Amazon Linux 2, later ones of Amazon Linux 2023. */
  private static final List<String> AMAZON_LINUX_2 =
      List.of("manylinux2014_x86_64", "manylinux_2_17_x86_64");

  private static final List<String> AMAZON_LINUX_2023 =
      List.of("manylinux_2_34_x86_64", "manylinux_2_28_x86_64");

  /** Those of an agent; empty for another language and where there is no such file. */
  static Optional<Requirements> of(Agent agent, List<SourceFile> sources) {
    if (!agent.runtime().startsWith(PYTHON)) {
      return Optional.empty();
    }
    return sources.stream()
        .filter(source -> source.path().equals(RequirementsFile.NAME))
        .findFirst()
        .map(source -> read(source.file(), agent));
  }

  private static Requirements read(Path file, Agent agent) {
    String label = agent.code() + "/" + RequirementsFile.NAME;
    return new Requirements(RequirementsFile.read(file, label), label, agent.runtime());
  }

  String pythonVersion() {
    return runtime.substring(PYTHON.length());
  }

  List<String> platforms() {
    boolean later = minor() > 11;
    return later
        ? Stream.concat(AMAZON_LINUX_2023.stream(), AMAZON_LINUX_2.stream()).toList()
        : AMAZON_LINUX_2;
  }

  /** What a package depends on beside its sources: the same for the same interpreter. */
  String variant() {
    return "pip 1 " + runtime + " " + String.join(" ", platforms());
  }

  /** Names what is installed: requirements and platform. */
  String digest() {
    MessageDigest digest = Sha256.begin();
    digest.update(variant().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(file.content().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private int minor() {
    String version = pythonVersion();
    try {
      return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
