package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenPGP and X.509 signatures by a GnuPG with a home of its own. */
class GnupgSignaturesTest {

  private static final String ADA = "Ada Müller: 100% <ada@example.org>";

  @TempDir Path temporary;
  private SignedRepository repository;
  private GnupgHome home;
  private String gpg;

  @BeforeEach
  void a_repository_that_signs_with_a_key_of_ada() throws IOException {
    assumeTrue(SigningProgram.isInstalled("gpg"), "gpg is not installed");
    repository = SignedRepository.init(temporary.resolve("repository"));
    home = GnupgHome.create(temporary);
    gpg = home.program("gpg");
    home.createKey(ADA);
    repository.config("gpg.program", gpg).config("user.signingKey", "ada@example.org");
  }

  @AfterEach
  void end_the_agent() throws IOException {
    if (home != null) {
      home.close();
    }
  }

  private void assertTag(String id, Signature expected) throws IOException {
    assertThat(repository.ofTag(id)).isEqualTo(expected);
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isEqualTo(expected.isGood());
  }

  @Test
  void a_tag_and_a_commit_of_a_trusted_key_are_good() throws IOException {
    assertTag(repository.tag("one"), Signature.good("ada@example.org"));
    String commit = repository.commit();
    assertThat(repository.ofCommit(commit)).isEqualTo(Signature.good("ada@example.org"));
    assertThat(repository.isVerifiedByGit("verify-commit", commit)).isTrue();
  }

  @Test
  void what_is_signed_is_told_by_the_signature_not_by_the_configuration() throws IOException {
    String id = repository.tag("one");
    repository.config("gpg.format", "ssh");
    assertTag(id, Signature.good("ada@example.org"));
  }

  @Test
  void a_changed_tag_is_bad() throws IOException {
    String raw = repository.raw(repository.tag("one")).replace("approved", "rejected");
    assertTag(repository.store("tag", raw), Signature.bad("the signature does not fit the tag"));
  }

  @Test
  void a_changed_commit_is_bad() throws IOException {
    String raw = repository.raw(repository.commit()).replace("\n\nsigned", "\n\nforged");
    assertThat(repository.ofCommit(repository.store("commit", raw)))
        .isEqualTo(Signature.bad("the signature does not fit the commit"));
  }

  @Test
  void garbage_is_bad() throws IOException {
    String raw = repository.raw(repository.tag("one"));
    String begin = "-----BEGIN PGP SIGNATURE-----\n";
    String cut = raw.substring(0, raw.indexOf(begin)) + begin + "\n#\n";
    assertTag(
        repository.store("tag", cut),
        Signature.bad("what stands in place of the signature is none"));
  }

  @Test
  void a_key_that_is_not_there_is_unknown() throws IOException {
    String id = repository.tag("one");
    Files.delete(home.folder().resolve("pubring.kbx"));
    assertTag(id, Signature.unknown("signed by a key that " + gpg + " does not have"));
  }

  @Test
  void a_key_that_nobody_trusts_is_unknown_though_git_would_take_it() throws IOException {
    String id = repository.tag("one");
    home.trustOwner("ada@example.org", 2);
    assertThat(repository.ofTag(id))
        .isEqualTo(Signature.unknown("signed by a key that " + gpg + " does not trust fully"));
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isTrue();
  }

  @Test
  void a_higher_level_of_trust_is_asked_for_where_git_is_configured_so() throws IOException {
    home.createKey("Bob <bob@example.org>");
    String id = repository.tag("one");
    home.gpg(
        "--default-key",
        "bob@example.org",
        "--quick-sign-key",
        home.fingerprint("ada@example.org"));
    home.trustOwner("ada@example.org", 2);
    assertTag(id, Signature.good("ada@example.org"));
    repository.config("gpg.minTrustLevel", "ultimate");
    assertTag(id, Signature.unknown("signed by a key that " + gpg + " does not trust ultimately"));
  }

  @Test
  void a_user_id_that_somebody_gave_himself_is_not_believed_though_git_does() throws IOException {
    home.createKey("Bob <bob@example.org>");
    String ada = home.fingerprint("ada@example.org");
    home.gpg("--default-key", "bob@example.org", "--quick-sign-key", ada);
    home.trustOwner("ada@example.org", 2);
    home.gpg("--quick-add-uid", ada, "Boss <boss@example.org>");
    home.gpg("--quick-set-primary-uid", ada, "Boss <boss@example.org>");
    String id = repository.tag("one");
    assertThat(repository.ofTag(id))
        .isEqualTo(
            Signature.unknown(
                "signed by a key that "
                    + gpg
                    + " does not trust to be of Boss <boss@example.org>"));
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isTrue();
  }

  @Test
  void a_revoked_key_is_bad() throws IOException {
    String id = repository.tag("one");
    String key = home.fingerprint("ada@example.org");
    Path revocation = home.folder().resolve("openpgp-revocs.d").resolve(key + ".rev");
    Files.writeString(revocation, Files.readString(revocation).replace(":-----", "-----"));
    home.gpg("--import", revocation.toString());
    assertTag(id, Signature.bad("signed by a revoked key"));
  }

  @Test
  void an_expired_key_is_bad() throws IOException {
    home.gpg(
        "--faked-system-time",
        "20200101T000000",
        "--quick-generate-key",
        "Old <old@example.org>",
        "ed25519",
        "sign",
        "1d");
    Path then =
        SigningProgram.script(
            temporary.resolve("then"), gpg + " --faked-system-time 20200101T000001 \"$@\"");
    repository.config("gpg.program", then).config("user.signingKey", "old@example.org");
    String id = repository.tag("one");
    repository.config("gpg.program", gpg);
    assertTag(id, Signature.bad("signed by a key that has expired"));
  }

  @Test
  void an_expired_signature_is_bad() throws IOException {
    Path then =
        SigningProgram.script(
            temporary.resolve("then"),
            gpg + " --faked-system-time 20980101T000000 --default-sig-expire 1d \"$@\"");
    repository.config("gpg.program", then);
    String id = repository.tag("one");
    Path later =
        SigningProgram.script(
            temporary.resolve("later"), gpg + " --faked-system-time 20990101T000000 \"$@\"");
    repository.config("gpg.program", later);
    assertTag(id, Signature.bad("the signature has expired"));
  }

  @Test
  void a_message_in_place_of_a_signature_is_not_looked_at() throws IOException {
    String raw = repository.raw(repository.tag("one")).replace("PGP SIGNATURE", "PGP MESSAGE");
    assertThat(repository.ofTag(repository.store("tag", raw)))
        .isEqualTo(Signature.unknown("the signature is of a kind that cannot be checked"));
  }

  @Test
  void a_program_that_is_not_there_is_told() throws IOException {
    String id = repository.tag("one");
    repository.config("gpg.program", temporary.resolve("nothing"));
    assertTag(id, Signature.unknown(temporary.resolve("nothing") + " is not installed"));
  }

  @Test
  void a_program_that_fails_is_told_in_its_own_words() throws IOException {
    String id = repository.tag("one");
    Path broken = SigningProgram.script(temporary.resolve("broken"), "echo no card >&2; exit 2");
    repository.config("gpg.program", broken);
    assertTag(id, Signature.unknown(broken + " cannot check the signature: no card"));
  }

  @Test
  void two_signatures_in_one_are_not_told_apart() throws IOException {
    String id = repository.tag("one");
    Path twice =
        SigningProgram.script(
            temporary.resolve("twice"), "cat >it; %1$s \"$@\" <it; %1$s \"$@\" <it".formatted(gpg));
    repository.config("gpg.program", twice);
    assertThat(repository.ofTag(id))
        .isEqualTo(Signature.unknown("there is more than one signature"));
  }
}
