package io.biomerkin.dsl;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Blueprints by the digest of their text and of this reader: only good ones are kept. */
final class BlueprintCache {

  /** Raised whenever the same text is read differently than before. */
  private static final String READER = "4";

  private final Path folder;

  BlueprintCache(Path folder) {
    this.folder = folder;
  }

  /** What was read from the same text before; damage is as if it had not been. */
  Optional<Blueprint> find(SourceText source) {
    try {
      return Optional.ofNullable(
          BlueprintJson.read(Files.readString(file(source)), Blueprint.class));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A blueprint that cannot be kept is only read again next time. */
  void keep(SourceText source, Blueprint blueprint) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".new-", "");
      Files.writeString(fresh, BlueprintJson.write(blueprint));
      Files.move(fresh, file(source), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The next run reads the file itself.
    }
  }

  private Path file(SourceText source) {
    return folder.resolve(Sha256.hex(READER + "\n" + source.text()) + ".json");
  }
}
