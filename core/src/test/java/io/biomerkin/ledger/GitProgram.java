package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git program in a folder, so that the ledger is judged by Git itself. */
record GitProgram(Path folder) {

  /** A new repository with one commit, and an identity of its own. */
  static GitProgram init(Path folder) throws IOException {
    Files.createDirectories(folder);
    GitProgram git = new GitProgram(folder);
    git.run("init", "-q", "-b", "main");
    git.run("config", "user.name", "Ada Lovelace");
    git.run("config", "user.email", "ada@example.org");
    git.run("config", "tag.gpgSign", "false");
    git.run("config", "commit.gpgSign", "false");
    git.commit("file.txt", "one\n");
    return git;
  }

  /** Commits a file; returns the full id. */
  String commit(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
    run("add", ".");
    run("commit", "-q", "-m", "change " + file);
    return run("rev-parse", "HEAD");
  }

  /** Runs git; returns what it printed, stripped; fails when it fails. */
  String run(String... arguments) {
    return run(folder, "", arguments);
  }

  static String run(Path folder, String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectErrorStream(true);
      Process process = builder.start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      String text = new String(output, StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + text);
      }
      return text;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
