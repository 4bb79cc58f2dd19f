package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.Repository;

/** A repository whose signatures both we and Git look at. */
record SignedRepository(GitProgram git) {

  static SignedRepository init(Path folder) throws IOException {
    return new SignedRepository(GitProgram.init(folder));
  }

  SignedRepository config(String key, Object value) {
    git.run("config", key, value.toString());
    return this;
  }

  /** Makes a signed tag; returns its object's id. */
  String tag(String name) {
    git.run("tag", "-s", "-m", "approved", name);
    return git.run("rev-parse", "refs/tags/" + name);
  }

  /** Makes a signed commit; returns its id. */
  String commit() {
    git.run("commit", "-q", "-S", "--allow-empty", "-m", "signed");
    return git.run("rev-parse", "HEAD");
  }

  /** The object as Git stores it. */
  String raw(String id) throws IOException {
    try (Repository repository = Opening.open(git.folder())) {
      return new String(repository.open(repository.resolve(id)).getBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Stores an object that somebody changed; returns its id. */
  String store(String type, String raw) {
    return GitProgram.run(git.folder(), raw, "hash-object", "-t", type, "-w", "--stdin");
  }

  Signature ofTag(String id) throws IOException {
    return ofTag(id, Duration.ofSeconds(60));
  }

  Signature ofTag(String id, Duration patience) throws IOException {
    byte[] raw = raw(id).getBytes(StandardCharsets.UTF_8);
    try (Repository repository = Opening.open(git.folder())) {
      return new SignatureCheck(EffectiveConfig.of(repository), git.folder(), patience).ofTag(raw);
    }
  }

  Signature ofCommit(String id) throws IOException {
    byte[] raw = raw(id).getBytes(StandardCharsets.UTF_8);
    try (Repository repository = Opening.open(git.folder())) {
      return new SignatureCheck(EffectiveConfig.of(repository), git.folder()).ofCommit(raw);
    }
  }

  /** Whether {@code git verify-tag} or {@code git verify-commit} accepts it. */
  boolean isVerifiedByGit(String command, String id) {
    try {
      git.run(command, id);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }
}
