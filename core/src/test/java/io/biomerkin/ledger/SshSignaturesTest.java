package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSH signatures, judged as Git judges them. */
class SshSignaturesTest {

  private static final String FILE = "gpg.ssh.allowedSignersFile";

  @TempDir Path temporary;
  private SignedRepository repository;

  @BeforeEach
  void a_repository_that_signs_with_a_key_of_ada() throws IOException {
    repository = SignedRepository.init(temporary.resolve("repository"));
    key("ada");
    key("mallory");
    repository.config("gpg.format", "ssh").config("user.signingKey", temporary.resolve("ada"));
    allow("ada@example.org " + publicKey("ada"));
  }

  private void key(String name) throws IOException {
    String file = temporary.resolve(name).toString();
    SigningProgram.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file);
  }

  private String publicKey(String name) throws IOException {
    return Files.readString(temporary.resolve(name + ".pub"));
  }

  private void allow(String lines) throws IOException {
    repository.config(FILE, Files.writeString(temporary.resolve("signers"), lines));
  }

  private void assertTag(String id, Signature expected) throws IOException {
    assertThat(repository.ofTag(id)).isEqualTo(expected);
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isEqualTo(expected.isGood());
  }

  @Test
  void a_tag_and_a_commit_of_an_allowed_key_are_good() throws IOException {
    assertTag(repository.tag("one"), Signature.good("ada@example.org"));
    String commit = repository.commit();
    assertThat(repository.ofCommit(commit)).isEqualTo(Signature.good("ada@example.org"));
    assertThat(repository.isVerifiedByGit("verify-commit", commit)).isTrue();
  }

  @Test
  void what_is_not_signed_says_so() throws IOException {
    repository.git().run("tag", "-a", "-m", "fine", "one");
    String id = repository.git().run("rev-parse", "refs/tags/one");
    Signature none = new Signature(Signature.State.NONE, "", "not signed");
    assertTag(id, none);
    assertThat(repository.ofCommit("HEAD")).isEqualTo(none);
  }

  @Test
  void a_changed_tag_or_commit_is_bad() throws IOException {
    String tag = repository.raw(repository.tag("one")).replace("approved", "rejected");
    assertTag(repository.store("tag", tag), Signature.bad("the signature does not fit the tag"));
    String commit = repository.raw(repository.commit()).replace("\n\nsigned", "\n\nforged");
    String changed = repository.store("commit", commit);
    assertThat(repository.ofCommit(changed))
        .isEqualTo(Signature.bad("the signature does not fit the commit"));
    assertThat(repository.isVerifiedByGit("verify-commit", changed)).isFalse();
  }

  @Test
  void the_signature_of_another_tag_is_bad() throws IOException {
    String one = repository.raw(repository.tag("one"));
    String two = repository.raw(repository.tag("two"));
    String begin = "-----BEGIN SSH SIGNATURE-----";
    String mixed = two.substring(0, two.indexOf(begin)) + one.substring(one.indexOf(begin));
    assertTag(repository.store("tag", mixed), Signature.bad("the signature does not fit the tag"));
  }

  @Test
  void garbage_in_place_of_a_signature_is_bad() throws IOException {
    String raw = repository.raw(repository.tag("one"));
    String cut = raw.substring(0, raw.indexOf("-----BEGIN")) + "-----BEGIN SSH SIGNATURE-----\n#\n";
    assertTag(repository.store("tag", cut), Signature.bad("the signature does not fit the tag"));
  }

  @Test
  void a_key_that_is_not_listed_is_unknown() throws IOException {
    repository.config("user.signingKey", temporary.resolve("mallory"));
    assertTag(
        repository.tag("one"),
        Signature.unknown("signed by a key that gpg.ssh.allowedSignersFile does not list"));
  }

  @Test
  void a_revoked_key_is_bad_and_another_is_not() throws IOException {
    String id = repository.tag("one");
    repository.config("gpg.ssh.revocationFile", temporary.resolve("mallory.pub"));
    assertTag(id, Signature.good("ada@example.org"));
    repository.config("gpg.ssh.revocationFile", temporary.resolve("ada.pub"));
    assertTag(id, Signature.bad("signed by a key that gpg.ssh.revocationFile revokes"));
  }

  @Test
  void a_revocation_file_that_is_gone_lets_nothing_pass_though_git_would() throws IOException {
    String id = repository.tag("one");
    Path gone = temporary.resolve("gone");
    repository.config("gpg.ssh.revocationFile", gone);
    assertThat(repository.ofTag(id))
        .isEqualTo(
            Signature.unknown("gpg.ssh.revocationFile names a file that is not there: " + gone));
  }

  @Test
  void without_a_file_of_signers_nobody_is_known() throws IOException {
    String id = repository.tag("one");
    Path gone = temporary.resolve("gone");
    repository.config(FILE, gone);
    assertTag(
        id,
        Signature.unknown("gpg.ssh.allowedSignersFile names a file that is not there: " + gone));
    repository.git().run("config", "--unset", FILE);
    assertTag(id, Signature.unknown("gpg.ssh.allowedSignersFile is not configured"));
  }

  @Test
  void a_file_of_signers_is_looked_for_in_the_work_tree() throws IOException {
    String id = repository.tag("one");
    Path file = repository.git().folder().resolve("team/signers");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "ada@work.example " + publicKey("ada"));
    repository.config(FILE, "team/signers");
    assertTag(id, Signature.good("ada@work.example"));
  }

  @Test
  void a_key_counts_only_in_its_time() throws IOException {
    String id = repository.tag("one");
    Signature refused =
        Signature.bad(
            "signed by a key that gpg.ssh.allowedSignersFile does not allow at the date of the"
                + " tag");
    allow("ada@example.org valid-before=\"20200101\" " + publicKey("ada"));
    assertTag(id, refused);
    allow("ada@example.org valid-after=\"20980101\" " + publicKey("ada"));
    assertTag(id, refused);
    allow("ada@example.org valid-after=\"20200101\",valid-before=\"20980101\" " + publicKey("ada"));
    assertTag(id, Signature.good("ada@example.org"));
  }

  @Test
  void a_key_for_other_purposes_is_unknown() throws IOException {
    allow("ada@example.org namespaces=\"file\" " + publicKey("ada"));
    assertTag(
        repository.tag("one"),
        Signature.unknown(
            "signed by a key that gpg.ssh.allowedSignersFile does not allow for Git"));
  }

  @Test
  void of_several_principals_an_excluded_one_is_nobody() throws IOException {
    allow("!mallory@example.org,ada@example.org " + publicKey("ada"));
    assertTag(repository.tag("one"), Signature.good("ada@example.org"));
  }

  @Test
  void text_after_the_signature_is_bad_though_git_takes_it() throws IOException {
    String raw = repository.raw(repository.tag("one")) + "\nRelease: 20261006-143022\n";
    String id = repository.store("tag", raw);
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isTrue();
    assertThat(repository.ofTag(id)).isEqualTo(Signature.bad("there is text after the signature"));
  }

  @Test
  void a_message_that_quotes_a_signature_is_signed_by_the_last_one() throws IOException {
    String quoted = "see\n-----BEGIN PGP SIGNATURE-----\nno\n-----END PGP SIGNATURE-----";
    repository.git().run("tag", "-s", "-m", quoted, "one");
    assertTag(
        repository.git().run("rev-parse", "refs/tags/one"), Signature.good("ada@example.org"));
  }

  @Test
  void a_tag_without_a_date_is_bad() throws IOException {
    String raw = repository.raw(repository.tag("one")).replaceFirst("tagger [^\n]*\n", "");
    String id =
        GitProgram.run(
            repository.git().folder(),
            raw,
            "hash-object",
            "-t",
            "tag",
            "-w",
            "--literally",
            "--stdin");
    assertTag(id, Signature.bad("the tag does not say when it was made"));
  }

  @Test
  void a_program_that_is_not_there_or_does_not_end_is_told() throws IOException {
    String id = repository.tag("one");
    repository.config("gpg.ssh.program", temporary.resolve("nothing"));
    assertTag(id, Signature.unknown(temporary.resolve("nothing") + " is not installed"));
    Path slow = SigningProgram.script(temporary.resolve("slow"), "sleep 600");
    repository.config("gpg.ssh.program", slow);
    assertThat(repository.ofTag(id, Duration.ofSeconds(1)))
        .isEqualTo(Signature.unknown(slow + " did not end within 1 seconds"));
  }

  @Test
  void a_program_that_knows_no_signatures_is_told() throws IOException {
    String id = repository.tag("one");
    Path old = SigningProgram.script(temporary.resolve("old"), "echo usage: old >&2; exit 1");
    repository.config("gpg.ssh.program", old);
    assertTag(id, Signature.unknown(old + " is too old to check signatures"));
  }
}
