package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Repository;

/** A bare repository and clones of it, whose remote is {@code origin}. */
record Shared(Path folder) {

  static Shared create(Path folder) throws IOException {
    GitProgram first = GitProgram.init(folder.resolve("first"));
    first.run("clone", "-q", "--bare", ".", folder.resolve("shared.git").toString());
    return new Shared(folder);
  }

  GitProgram bare() {
    return new GitProgram(folder.resolve("shared.git"));
  }

  GitProgram clone(String name, String... options) {
    Path place = folder.resolve(name);
    String[] command = new String[options.length + 4];
    command[0] = "clone";
    command[1] = "-q";
    System.arraycopy(options, 0, command, 2, options.length);
    command[options.length + 2] = bare().folder().toUri().toString();
    command[options.length + 3] = place.toString();
    bare().run(command);
    GitProgram clone = new GitProgram(place);
    clone.run("config", "user.name", "Ada Lovelace");
    clone.run("config", "user.email", "ada@example.org");
    return clone;
  }

  /** A hook of the bare repository. */
  void hook(String name, String lines) throws IOException {
    Files.createDirectories(bare().folder().resolve("hooks"));
    SigningProgram.script(bare().folder().resolve("hooks/" + name), lines);
  }

  static void with(GitProgram clone, String name, Consumer<Remote> work) {
    with(clone, name, "git", Duration.ofSeconds(60), work);
  }

  static void with(
      GitProgram clone, String name, String program, Duration patience, Consumer<Remote> work) {
    try (Repository repository = Opening.open(clone.folder())) {
      work.accept(Remote.of(repository, name, program, patience));
    }
  }

  static Remote.Push push(GitProgram clone, String tag) {
    try (Repository repository = Opening.open(clone.folder())) {
      return Remote.of(repository, "origin").push(tag);
    }
  }
}
