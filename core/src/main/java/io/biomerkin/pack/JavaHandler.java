package io.biomerkin.pack;

import io.biomerkin.model.Agent;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * That the class which a Java agent's handler names is where Lambda looks for it, at the package's
 * root or in a jar of its {@code lib}, and that the agent's runtime can load it.
 */
final class JavaHandler {

  private static final int MAGIC = 0xCAFEBABE;

  /** Class files of Java 1 have version 45, and each release since has the next. */
  private static final int BEFORE_THE_FIRST = 44;

  private final Agent agent;
  private final List<SourceFile> files;
  private final String path;

  private JavaHandler(Agent agent, List<SourceFile> files) {
    this.agent = agent;
    this.files = files;
    this.path = agent.handler().replaceFirst("::.*", "").replace('.', '/') + ".class";
  }

  static boolean isFor(Agent agent) {
    return agent.runtime().startsWith("java");
  }

  static void check(Agent agent, List<SourceFile> files) {
    JavaHandler handler = new JavaHandler(agent, files);
    int release = handler.release().orElseThrow(handler::missing);
    if (release > handler.most()) {
      throw handler.tooNew(release);
    }
  }

  /** The release of Java that the class was compiled for; empty when it is nowhere. */
  private OptionalInt release() {
    Optional<Path> atRoot =
        files.stream().filter(file -> file.path().equals(path)).map(SourceFile::file).findFirst();
    if (atRoot.isPresent()) {
      return OptionalInt.of(ofClass(atRoot.get()));
    }
    return files.stream()
        .filter(file -> isInLib(file.path()))
        .map(file -> inJar(file.file()))
        .flatMapToInt(OptionalInt::stream)
        .findFirst();
  }

  private OptionalInt inJar(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        return OptionalInt.empty();
      }
      try (InputStream content = zip.getInputStream(entry)) {
        return OptionalInt.of(release(content));
      }
    } catch (IOException e) {
      throw Faults.unreadable(jar, e);
    }
  }

  private static int ofClass(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return release(content);
    } catch (IOException e) {
      throw Faults.unreadable(file, e);
    }
  }

  private static int release(InputStream content) throws IOException {
    DataInputStream in = new DataInputStream(content);
    if (in.readInt() != MAGIC) {
      throw new IOException("it is no class file");
    }
    in.readUnsignedShort();
    return in.readUnsignedShort() - BEFORE_THE_FIRST;
  }

  /** That of {@code java17} and {@code java8.al2}. */
  private int most() {
    String digits = agent.runtime().replaceFirst("java(\\d*).*", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private ProblemException missing() {
    return new ProblemException(
        ProblemCode.SOURCES_MISSING,
        agent.code(),
        "agent %s has the handler %s, but its package has no %s, nor a jar in lib/ that holds it"
            .formatted(agent.name(), agent.handler(), path),
        next());
  }

  private String next() {
    Optional<String> jar =
        files.stream()
            .map(SourceFile::path)
            .filter(name -> name.endsWith(".jar") && !isInLib(name))
            .findFirst();
    if (jar.isPresent()) {
      return "put " + jar.get() + " into lib/, the one folder where Lambda looks for jars";
    }
    boolean sources = files.stream().anyMatch(file -> file.path().endsWith(".java"));
    return sources
        ? "name what the build makes of these sources as code, e.g. 'target/classes'"
        : "build it first, or name the class as it is in the package";
  }

  private ProblemException tooNew(int release) {
    return new ProblemException(
        ProblemCode.SOURCES_REFUSED,
        agent.code() + "/" + path,
        "it is compiled for Java %d, but agent %s has the runtime %s"
            .formatted(release, agent.name(), agent.runtime()),
        "compile it for Java %d, or take a runtime that is new enough".formatted(most()));
  }

  private static boolean isInLib(String name) {
    return name.matches("lib/[^/]+\\.jar");
  }
}
