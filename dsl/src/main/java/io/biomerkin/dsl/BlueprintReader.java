package io.biomerkin.dsl;

import io.biomerkin.dsl.read.Reading;
import io.biomerkin.model.Blueprint;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a {@code deployment.groovy} and checks it whole. */
public final class BlueprintReader {

  private final Optional<BlueprintCache> cache;

  private BlueprintReader(Optional<BlueprintCache> cache) {
    this.cache = cache;
  }

  /**
   * Reads and checks a blueprint.
   *
   * @throws ProblemException with every problem of the file, each where it stands: {@code
   *     deployment.groovy:LINE:COLUMN}
   */
  public static Blueprint read(Path file) {
    return new BlueprintReader(Optional.empty()).readFile(file);
  }

  /** A reader that keeps what it read in a folder: the same file again is read without Groovy. */
  public static Cached withCache(Path folder) {
    return new BlueprintReader(Optional.of(new BlueprintCache(folder)))::readFile;
  }

  /** Reads blueprints, and keeps them. */
  @FunctionalInterface
  public interface Cached {
    /**
     * Reads and checks a blueprint.
     *
     * @throws ProblemException with every problem of the file
     */
    Blueprint read(Path file);
  }

  private Blueprint readFile(Path file) {
    SourceText source = SourceText.read(file);
    Optional<Blueprint> known = cache.flatMap(c -> c.find(source));
    if (known.isPresent()) {
      return known.get();
    }
    Blueprint blueprint = Reading.read(source.name(), source.text());
    cache.ifPresent(c -> c.keep(source, blueprint));
    return blueprint;
  }
}
