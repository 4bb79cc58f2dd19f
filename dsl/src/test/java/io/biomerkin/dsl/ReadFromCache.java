package io.biomerkin.dsl;

import java.nio.file.Path;

/** A process of its own, so that the classes it loads can be told. */
final class ReadFromCache {

  private ReadFromCache() {}

  public static void main(String[] arguments) {
    System.out.println(
        "read "
            + BlueprintReader.withCache(Path.of(arguments[0]))
                .readFile(Path.of(arguments[1]))
                .application());
  }
}
