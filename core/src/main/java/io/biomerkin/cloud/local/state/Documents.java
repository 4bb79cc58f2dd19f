package io.biomerkin.cloud.local.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Documents of one kind, one JSON file each.
 *
 * @param <T> a record that Jackson can write and read
 */
public final class Documents<T> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          // What lacks a part is damaged, and told where it is read, not where it is missed.
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final Class<T> type;
  private final Writes writes;

  Documents(Path folder, Class<T> type, Writes writes) {
    this.folder = folder;
    this.writes = writes;
    this.type = type;
  }

  /** The document of that id. */
  public Optional<T> get(String id) {
    Path file = file(id);
    try {
      T document = MAPPER.readValue(Files.readAllBytes(file), type);
      if (document == null) {
        throw StateStore.corrupt(file, "is damaged: it says null");
      }
      return Optional.of(document);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw StateStore.corrupt(file, "is damaged: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw StateStore.corrupt(file, "cannot be read: " + e.getMessage());
    }
  }

  /** Writes the document of that id, new or again. */
  public void put(String id, T document) {
    try {
      writes.write(file(id), MAPPER.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be kept: " + type, e);
    }
  }

  /** Removes the document of that id, if there is one. */
  public void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw Atomically.writeFailed(file(id), e);
    }
  }

  /** All ids, sorted. */
  public List<String> ids() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StateStore.corrupt(folder, "cannot be read: " + e.getMessage());
    }
  }

  /** All documents, by id. */
  public List<T> all() {
    return ids().stream().flatMap(id -> get(id).stream()).toList();
  }

  private Path file(String id) {
    String name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A");
    if (name.startsWith(".")) {
      name = "%2E" + name.substring(1);
    }
    return folder.resolve(name + SUFFIX);
  }
}
