package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A small real Maven project in a Git repository, and Maven run on it as people run it. */
final class Case {

  static final String BLUEPRINT =
      """
      application 'calc'
      topology {
          table 'results', key: 'id'
          agents { agent('adder', 'adder.handler') { memory 128; timeout seconds(20); writes 'results' } }
      }
      environments {
          environment('dev') { local() }
          environment('prod') { aws '333333333333', 'us-east-1'; protect data }
      }
      promotion { to('prod') { from 'dev'; requires verified } }
      """;

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>it</groupId>
        <artifactId>calc</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <build>
          <plugins>
            <plugin>
              <groupId>io.biomerkin</groupId>
              <artifactId>biomerkin-maven-plugin</artifactId>
              <version>%s</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  final Path folder;
  final Map<String, String> environment = new HashMap<>();

  private Case(Path folder) {
    this.folder = folder;
  }

  /** Makes the project and commits it. */
  static Case in(Path folder) {
    Case made = new Case(folder);
    made.write("pom.xml", POM.formatted(System.getProperty("plugin.version")));
    made.write("deployment.groovy", BLUEPRINT);
    made.write(".gitignore", ".biomerkin/\nout/\n");
    made.write(
        ".mvn/jvm.config",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn256m -XX:MetaspaceSize=128m\n");
    made.code("return {'status': 'ok'}");
    made.begin();
    return made;
  }

  /** The same, deployed to {@code dev}: that is done once for all tests, and copied. */
  static Case deployed(Path folder) {
    Case made = new Case(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Run copied = made.run(List.of("cp", "-a", Deployed.FOLDER + "/.", "."));
    assertThat(copied.exit()).as(copied.output()).isZero();
    return made;
  }

  /** Made at first use. */
  private static final class Deployed {
    static final Path FOLDER = make();

    private static Path make() {
      try {
        Path parent = Files.createTempDirectory("deployed");
        Case made = in(parent.resolve("calc"));
        made.goal("deploy", "-Denv=dev").succeeds();
        return made.folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes the project of the example and commits it. */
  static Case ofExample(Path folder) {
    Path example = Path.of("../examples/biomerkin").toAbsolutePath().normalize();
    Case made = new Case(folder);
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).filter(Case::isSource).toList()) {
        made.write(example.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    made.begin();
    return made;
  }

  private static boolean isSource(Path file) {
    return Stream.of(".biomerkin", "__pycache__", "target")
        .noneMatch(made -> file.toString().contains("/" + made + "/"));
  }

  private void begin() {
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Ada Example");
    git("config", "user.email", "ada@example.org");
    commit("begin");
  }

  /** Changes a file of the project. */
  void edit(String path, UnaryOperator<String> change) {
    try {
      String before = Files.readString(folder.resolve(path));
      String after = change.apply(before);
      assertThat(after).as("nothing to change in %s", path).isNotEqualTo(before);
      write(path, after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits are made, and goals run, by this person from now on. */
  void as(String name) {
    environment.put("GIT_COMMITTER_NAME", name);
    environment.put("GIT_COMMITTER_EMAIL", name + "@example.org");
  }

  /** The newest release of an environment. */
  String release(String environment) {
    return git("tag", "--list", "--sort=-refname", "*/" + environment + "/*")
        .lines()
        .findFirst()
        .orElseThrow()
        .replaceFirst(".*/", "");
  }

  void code(String body) {
    write("lambda/adder.py", "def handler(event, context):\n    " + body + "\n");
  }

  void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] content) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Run run = run(command);
    assertThat(run.exit()).as(run.output()).isZero();
    return run.output();
  }

  List<String> tags() {
    return git("tag").lines().toList();
  }

  /** What a process ended with. */
  record Run(int exit, String output) {

    Run succeeds() {
      assertThat(exit).as(output).isZero();
      return this;
    }

    Run fails() {
      assertThat(exit).as(output).isNotZero();
      return this;
    }

    Run tells(String... lines) {
      for (String line : lines) {
        assertThat(output).contains(line);
      }
      return this;
    }
  }

  /** Runs {@code mvn biomerkin:GOAL}, as {@code -B} and offline. */
  Run goal(String goal, String... options) {
    return run(command(goal, options));
  }

  static List<String> command(String goal, String... options) {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-o", "biomerkin:" + goal));
    command.addAll(List.of(options));
    return command;
  }

  /** A process that was started, and the file that has its output. */
  record Started(Process process, Path output) {

    /** Waits for its end. */
    Run end() {
      try {
        int exit = process.waitFor();
        return new Run(exit, Files.readString(output));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Kills it with all that it started, at once. */
    void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      end();
    }
  }

  /** Starts a command in the project's folder, without what this process knows of Git and Maven. */
  Started start(List<String> command) {
    try {
      Path output = Files.createTempFile(folder.getParent(), "output", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      builder.environment().remove("MAVEN_OPTS");
      builder.environment().putAll(environment);
      return new Started(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run run(List<String> command) {
    return start(command).end();
  }

  /** A PATH that has these programs and no others. */
  void onlyPrograms(String... programs) {
    Path bin = folder.resolveSibling(folder.getFileName() + "-bin");
    try {
      Files.createDirectories(bin);
      for (String program : programs) {
        Path found = find(program);
        Files.createSymbolicLink(bin.resolve(program), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("PATH", bin.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  static Path find(String program) throws IOException {
    for (String place : System.getenv("PATH").split(":")) {
      Path file = Path.of(place, program);
      if (Files.isExecutable(file)) {
        return file.toRealPath();
      }
    }
    throw new IOException(program + " is not on the PATH");
  }
}
