package io.biomerkin.maven;

import io.biomerkin.maven.console.Json;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that tells something, for people or for programs. */
abstract class AbstractReportMojo extends AbstractBiomerkinMojo {

  /** The file that the report is written to; without it the report goes to the console. */
  @Parameter(property = "outputFile")
  private @Nullable File outputFile;

  @Override
  protected boolean showsProgress() {
    return false;
  }

  /** How long the lines of the report may be. */
  protected final int width() {
    return outputFile == null ? terminal().textWidth() : Integer.MAX_VALUE;
  }

  /** Writes the report. */
  protected final void report(Object value, List<String> text) {
    List<String> lines = isJson() ? List.of(Json.pretty(value)) : text;
    if (outputFile != null) {
      write(outputFile, lines);
    } else if (isJson()) {
      // Bare, so that another program can read it from mvn -q.
      lines.forEach(System.out::println);
    } else {
      lines.forEach(getLog()::info);
    }
  }

  private void write(File file, List<String> lines) {
    try {
      File parent = file.getAbsoluteFile().getParentFile();
      Files.createDirectories(parent.toPath());
      Files.write(file.toPath(), lines);
      getLog().info("written to " + file);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          "-DoutputFile=" + file,
          "the report cannot be written: " + e.getMessage(),
          "name a file that can be written");
    }
  }
}
