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

  /** A reader that keeps what it read in a folder: the same text again is read without Groovy. */
  public static BlueprintReader withCache(Path folder) {
    return new BlueprintReader(Optional.of(new BlueprintCache(folder)));
  }

  /**
   * Reads and checks a blueprint.
   *
   * @throws ProblemException with every problem of the file
   */
  public Blueprint readFile(Path file) {
    return read(SourceText.read(file));
  }

  /**
   * Reads and checks the text of a blueprint, e.g. of one that was committed.
   *
   * @param name what to call it in messages, e.g. {@code deployment.groovy}
   * @throws ProblemException with every problem of the text
   */
  public Blueprint read(String name, String text) {
    return read(SourceText.of(name, text));
  }

  private Blueprint read(SourceText source) {
    Optional<Blueprint> known = cache.flatMap(c -> c.find(source));
    if (known.isPresent()) {
      return known.get();
    }
    Blueprint blueprint = Reading.read(source.name(), source.text());
    cache.ifPresent(c -> c.keep(source, blueprint));
    return blueprint;
  }
}
