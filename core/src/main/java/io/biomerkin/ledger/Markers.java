package io.biomerkin.ledger;

/** Where a ledger keeps its annotated tags. */
public enum Markers {
  /** Below {@code refs/tags}, where everybody sees and shares them: what really runs. */
  TAGS("refs/tags/"),
  /**
   * Below {@code refs/biomerkin/local}, which {@code git tag} neither lists nor pushes: a try-out
   * of an environment on the embedded cloud.
   */
  LOCAL("refs/biomerkin/local/");

  private final String prefix;

  Markers(String prefix) {
    this.prefix = prefix;
  }

  /** What Git is told to remove one: {@code tag -d NAME}. */
  String deletion(String name) {
    return this == TAGS ? "tag -d " + name : "update-ref -d " + prefix + name;
  }

  /** What a reference of this kind begins with, slash included. */
  String prefix() {
    return prefix;
  }
}
