package io.biomerkin.deploy.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the embedded cloud, of caches and of outputs. */
public final class StateFolder {

  private StateFolder() {}

  /** Makes it, and has Git ignore it: values of secrets are in it. */
  public static void make(Path folder) {
    Path ignore = folder.resolve(".gitignore");
    try {
      if (!Files.exists(ignore)) {
        Files.createDirectories(folder);
        Files.writeString(ignore, "*\n");
      }
    } catch (IOException e) {
      // What really needs the folder tells what is wrong with it; a look at AWS does not need it.
    }
  }
}
