package io.biomerkin.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A home of its own for GnuPG, whose keys have no pass phrase. */
record GnupgHome(Path temporary, Path folder) implements AutoCloseable {

  static GnupgHome create(Path temporary) throws IOException {
    var onlyOurs =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return new GnupgHome(temporary, Files.createDirectory(temporary.resolve("gnupg"), onlyOurs));
  }

  /** A script that runs {@code gpg} or {@code gpgsm} in this home. */
  String program(String name) throws IOException {
    String lines = "GNUPGHOME='" + folder + "' exec " + name + " \"$@\"";
    return SigningProgram.script(temporary.resolve("my-" + name), lines).toString();
  }

  String gpg(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program("gpg"), "--batch", "--yes"));
    command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase="));
    command.addAll(List.of(arguments));
    return SigningProgram.run(command.toArray(new String[0]));
  }

  void createKey(String userId) throws IOException {
    gpg("--quick-generate-key", userId, "ed25519", "sign", "never");
  }

  /** 2 is not known, 6 is one's own. */
  void trustOwner(String address, int level) throws IOException {
    Path trust = temporary.resolve("trust");
    Files.writeString(trust, fingerprint(address) + ":" + level + ":\n");
    gpg("--import-ownertrust", trust.toString());
  }

  String fingerprint(String address) throws IOException {
    return fingerprintIn(gpg("--with-colons", "--list-keys", address));
  }

  static String fingerprintIn(String listing) {
    return listing
        .lines()
        .filter(line -> line.startsWith("fpr"))
        .findFirst()
        .orElseThrow()
        .split(":")[9];
  }

  /** Ends the agent. */
  @Override
  public void close() throws IOException {
    SigningProgram.run("gpgconf", "--homedir", folder.toString(), "--kill", "all");
  }
}
