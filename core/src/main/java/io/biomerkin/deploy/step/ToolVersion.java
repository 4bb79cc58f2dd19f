package io.biomerkin.deploy.step;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this tool: two versions may make different templates of one blueprint. */
public final class ToolVersion {

  private ToolVersion() {}

  /** The version as Maven knows it, e.g. {@code 0.1.0}. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream file =
        ToolVersion.class.getResourceAsStream("/io/biomerkin/version.properties")) {
      if (file == null) {
        throw new IllegalStateException("version.properties is missing from the core's jar");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
