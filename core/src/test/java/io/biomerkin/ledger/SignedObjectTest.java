package io.biomerkin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the payload of an object ends and its signature begins. */
class SignedObjectTest {

  private static final String SIGNATURE =
      "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String commit(String header, String message) {
    return "tree 1\ncommitter A <a@x> 12 +0000\n" + header + "\n" + message;
  }

  @Test
  void of_a_commit_only_the_header_is_the_signature() {
    String header = "gpgsig " + SIGNATURE.strip().replace("\n", "\n ") + "\n";
    String message = "gpgsig is a word\n\n" + SIGNATURE;
    assertThat(SignedObject.commit(bytes(commit(header, message))))
        .contains(new SignedObject("commit", commit("", message), SIGNATURE));
    assertThat(SignedObject.commit(bytes(commit("", message)))).isEmpty();
  }

  @Test
  void a_signature_for_the_other_kind_of_object_names_is_no_part_of_the_payload() {
    String tag = "object 1\ngpgsig-sha256 x\n y\ntagger A <a@x> 12 +0000\n\nfine\n";
    String payload = "object 1\ntagger A <a@x> 12 +0000\n\nfine\n";
    assertThat(SignedObject.tag(bytes(tag + SIGNATURE)))
        .contains(new SignedObject("tag", payload, SIGNATURE));
  }

  @Test
  void two_signatures_of_a_commit_are_one_with_more_behind_it() {
    String header = "gpgsig " + SIGNATURE.strip().replace("\n", "\n ") + "\n";
    Optional<SignedObject> twice = SignedObject.commit(bytes(commit(header + header, "fine\n")));
    assertThat(twice).map(SignedObject::hasMore).contains(true);
  }

  @Test
  void bytes_of_any_encoding_stay_as_they_are() {
    byte[] raw = commit("gpgsig x\n", "M\u00fcller\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] payload = commit("", "M\u00fcller\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(SignedObject.commit(raw)).map(SignedObject::payloadBytes).contains(payload);
  }

  @Test
  void a_signature_may_have_very_many_lines() {
    String header = "gpgsig x\n" + " y\n".repeat(200_000);
    assertThat(SignedObject.commit(bytes(commit(header, "fine\n"))))
        .map(SignedObject::payload)
        .contains(commit("", "fine\n"));
    assertThat(SignedObject.tag(bytes("-".repeat(1_000_000) + "\n".repeat(200_000)))).isEmpty();
  }
}
