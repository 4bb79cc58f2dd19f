package io.biomerkin.ledger;

/**
 * What is true of the signature of a tag or a commit. Whose signature is asked for is decided
 * elsewhere.
 *
 * @param state whether it is to be believed
 * @param signer whom it is good for: the principal that {@code gpg.ssh.allowedSignersFile} gives
 *     the key, or the e-mail address of the OpenPGP or X.509 key; empty unless it is {@link
 *     State#GOOD}
 * @param detail why it is not good, in words for people; empty when it is
 */
public record Signature(State state, String signer, String detail) {

  /** Whether a signature is to be believed. */
  public enum State {
    /** There is none. */
    NONE,
    /** It fits what is signed, and Git is configured to trust whoever made it. */
    GOOD,
    /** It does not fit what is signed, or its key is revoked, expired or was not valid then. */
    BAD,
    /** It cannot be told: the key is not known or not trusted, or something is missing here. */
    UNKNOWN
  }

  /** Whether it is to be believed. */
  public boolean isGood() {
    return state == State.GOOD;
  }

  static Signature none() {
    return new Signature(State.NONE, "", "not signed");
  }

  static Signature good(String signer) {
    return new Signature(State.GOOD, signer, "");
  }

  static Signature bad(String detail) {
    return new Signature(State.BAD, "", detail);
  }

  static Signature unknown(String detail) {
    return new Signature(State.UNKNOWN, "", detail);
  }
}
