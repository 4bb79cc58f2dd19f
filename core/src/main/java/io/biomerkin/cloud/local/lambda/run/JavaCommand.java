package io.biomerkin.cloud.local.lambda.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.biomerkin.cloud.local.lambda.jvm.Main;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that runs Java functions: a JVM with this library's program and Jackson. */
final class JavaCommand {

  /** One class of each file that the program needs. */
  private static final List<Class<?>> NEEDED =
      List.of(
          Main.class,
          JsonMapper.class,
          JsonFactory.class,
          JsonInclude.class,
          Jdk8Module.class,
          JavaTimeModule.class);

  private JavaCommand() {}

  /**
   * The command.
   *
   * @param home a folder that is not there: the function finds none of this machine's credentials
   */
  static List<String> of(String program, Path home, String function) {
    return List.of(
        program,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dfile.encoding=UTF-8",
        "-Duser.home=" + home,
        "-cp",
        NEEDED.stream()
            .map(type -> file(type, function))
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)),
        Main.class.getName());
  }

  /** Its code needs a newer Java than this machine's. */
  static ProblemException tooOld(String function, int needs) {
    int has = Runtime.version().feature();
    return new ProblemException(
        ProblemCode.PROGRAM_MISSING,
        "function " + function,
        "its code is compiled for Java %d, but the embedded cloud runs on Java %d"
            .formatted(needs, has),
        "set JAVA_HOME to a JDK %d or newer, or compile the code for Java %d, then run the same command again"
            .formatted(needs, has));
  }

  private static String file(Class<?> type, String function) {
    return Stream.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .filter(location -> location != null && location.getProtocol().equals("file"))
        .map(
            location -> {
              try {
                return Path.of(location.toURI()).toString();
              } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
              }
            })
        .findFirst()
        .orElseThrow(() -> packedAway(type, function));
  }

  private static ProblemException packedAway(Class<?> type, String function) {
    return new ProblemException(
        ProblemCode.NOT_EMBEDDED,
        "function " + function,
        "the embedded cloud cannot run Java functions from here: "
            + type.getName()
            + " is in no file of its own",
        "run it with its jars as files on the class path");
  }
}
