package io.biomerkin.cloud.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {

  @TempDir Path folder;

  private StateStore store;

  /** A document of the tests. */
  record Note(String text, Optional<String> by, Instant when) {}

  @BeforeEach
  void open() {
    store = StateStore.open(folder.resolve("state"));
  }

  @Test
  void a_document_is_read_as_it_was_written() {
    Note note = new Note("é\n", Optional.empty(), Instant.parse("2026-10-06T14:30:22.123456789Z"));

    notes().put("one", note);

    assertThat(StateStore.open(folder.resolve("state")).documents("notes", Note.class).get("one"))
        .contains(note);
  }

  @Test
  void any_text_is_an_id_and_ids_are_sorted() {
    Note note = new Note("", Optional.of("me"), Instant.EPOCH);
    List<String> ids = List.of("../x", ".", "..", "/a/b", "a b*c", "a%2Fb", "é");

    ids.forEach(id -> notes().put(id, note));

    assertThat(notes().ids()).containsExactlyElementsOf(ids.stream().sorted().toList());
    assertThat(folder.resolve("x.json")).doesNotExist();
    notes().remove("../x");
    notes().remove("../x");
    assertThat(notes().get("../x")).isEmpty();
    assertThat(notes().all()).hasSize(ids.size() - 1);
  }

  @Test
  void a_damaged_document_is_named() throws IOException {
    notes().put("one", new Note("", Optional.empty(), Instant.EPOCH));
    Path file = folder.resolve("state/notes/one.json");
    Files.writeString(file, "{\"text\": ");

    assertThatThrownBy(() -> notes().get("one"))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(file + ": the embedded cloud's state is damaged: ")
        .hasMessageEndingWith(
            "; put the file back from a copy, or move its folder away to start with an empty cloud"
                + " [BMK-702]");
  }

  @Test
  void a_document_that_says_nothing_or_lacks_a_part_is_damaged() throws IOException {
    notes().put("one", new Note("", Optional.empty(), Instant.EPOCH));
    Path file = folder.resolve("state/notes/one.json");
    for (String text : List.of("null", "{}", "{\"text\":null,\"when\":0}", "[]", "7")) {
      Files.writeString(file, text);

      assertThatThrownBy(() -> notes().get("one"))
          .as(text)
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith(file + ": the embedded cloud's state is damaged: ");
    }
  }

  @Test
  void a_write_that_fails_leaves_what_was_and_no_leftovers() throws IOException {
    notes().put("one", new Note("old", Optional.empty(), Instant.EPOCH));
    StateStore full =
        StateStore.open(
            folder.resolve("state"),
            (file, content) -> {
              throw Atomically.writeFailed(file, new IOException("No space left on device"));
            });

    assertThatThrownBy(
            () ->
                full.documents("notes", Note.class)
                    .put("one", new Note("new", Optional.empty(), Instant.EPOCH)))
        .hasMessage(
            folder.resolve("state/notes/one.json")
                + ": the embedded cloud's state cannot be written: No space left on device; make"
                + " room or give permission, then run the same command again [BMK-703]");

    assertThat(notes().get("one").orElseThrow().text()).isEqualTo("old");
    try (Stream<Path> files = Files.list(folder.resolve("state/notes"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_state_of_a_newer_version_is_refused() throws IOException {
    notes().ids();
    Files.writeString(folder.resolve("state/version"), "2");

    assertThatThrownBy(() -> StateStore.open(folder.resolve("state")))
        .hasMessage(
            folder.resolve("state")
                + ": the embedded cloud's state has version 2, this tool knows 1; use the newer"
                + " version of the tool, or another folder with -Dbiomerkin.state=FOLDER [BMK-701]");
  }

  @Test
  void a_version_that_is_none_is_refused() throws IOException {
    notes().ids();
    Files.writeString(folder.resolve("state/version"), "many");

    assertThatThrownBy(() -> StateStore.open(folder.resolve("state")))
        .hasMessageStartingWith(
            folder.resolve("state/version") + ": the embedded cloud's state is not a version; ");
  }

  @Test
  void a_blob_is_kept_once_by_its_digest() {
    Blobs blobs = store.blobs("blobs");
    byte[] content = "hello".getBytes(StandardCharsets.UTF_8);

    String digest = blobs.put(content);

    assertThat(digest)
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        .isEqualTo(blobs.put(content))
        .isEqualTo(blobs.put(new ByteArrayInputStream(content)));
    assertThat(blobs.get(digest)).isEqualTo(content);
    blobs.remove(digest);
    blobs.remove(digest);
    assertThatThrownBy(() -> blobs.get(digest))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("lacks a blob");
  }

  @Property(tries = 50)
  void any_content_has_one_digest_however_it_is_put(@ForAll @Size(max = 2000) byte[] content)
      throws IOException {
    Path place = Files.createTempDirectory("blobs");
    Blobs blobs = StateStore.open(place).blobs("b");

    String digest = blobs.put(content);

    assertThat(blobs.put(new ByteArrayInputStream(content))).isEqualTo(digest);
    assertThat(blobs.get(digest)).isEqualTo(content);
    blobs.remove(digest);
    Files.delete(place.resolve("b"));
    Files.delete(place.resolve("version"));
    Files.delete(place);
  }

  private Documents<Note> notes() {
    return store.documents("notes", Note.class);
  }
}
