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

/** X.509 signatures by a gpgsm with a home of its own. */
class X509SignaturesTest {

  @TempDir Path temporary;
  private SignedRepository repository;
  private GnupgHome home;
  private String gpgsm;

  @BeforeEach
  void a_repository_that_signs_with_a_certificate_of_ada() throws IOException {
    assumeTrue(SigningProgram.isInstalled("gpgsm"), "gpgsm is not installed");
    repository = SignedRepository.init(temporary.resolve("repository"));
    home = GnupgHome.create(temporary);
    gpgsm = home.program("gpgsm");
    Files.writeString(home.folder().resolve("gpgsm.conf"), "disable-crl-checks\n");
    trust(createCertificate());
    repository.config("gpg.format", "x509").config("gpg.x509.program", gpgsm);
    repository.config("user.signingKey", "ada@example.org");
  }

  @AfterEach
  void end_the_agent() throws IOException {
    if (home != null) {
      home.close();
    }
  }

  /** Its own root; returns its fingerprint. */
  private String createCertificate() throws IOException {
    Path parameters = temporary.resolve("parameters");
    Files.writeString(
        parameters,
        """
        Key-Type: RSA
        Key-Length: 2048
        Serial: random
        Name-DN: CN=Ada Müller,O=Biomerkin
        Name-Email: ada@example.org
        Key-Usage: sign
        """);
    String certificate = temporary.resolve("certificate").toString();
    SigningProgram.run(
        gpgsm,
        "--batch",
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--output",
        certificate,
        "--generate-key",
        parameters.toString());
    SigningProgram.run(gpgsm, "--batch", "--import", certificate);
    return GnupgHome.fingerprintIn(SigningProgram.run(gpgsm, "--with-colons", "--list-keys"));
  }

  private void trust(String root) throws IOException {
    Files.writeString(home.folder().resolve("trustlist.txt"), root + " S relax\n");
    home.close();
  }

  private void assertTag(String id, Signature expected) throws IOException {
    assertThat(repository.ofTag(id)).isEqualTo(expected);
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isEqualTo(expected.isGood());
  }

  @Test
  void a_tag_and_a_commit_of_a_trusted_certificate_are_good() throws IOException {
    assertTag(repository.tag("one"), Signature.good("ada@example.org"));
    assertThat(repository.ofCommit(repository.commit()))
        .isEqualTo(Signature.good("ada@example.org"));
  }

  @Test
  void a_changed_tag_is_bad() throws IOException {
    String changed = repository.raw(repository.tag("one")).replace("approved", "rejected");
    assertTag(
        repository.store("tag", changed), Signature.bad("the signature does not fit the tag"));
  }

  @Test
  void a_root_that_nobody_trusts_is_not_good() throws IOException {
    String id = repository.tag("one");
    trust("");
    assertThat(repository.ofTag(id).state()).isEqualTo(Signature.State.UNKNOWN);
    assertThat(repository.isVerifiedByGit("verify-tag", id)).isFalse();
  }
}
