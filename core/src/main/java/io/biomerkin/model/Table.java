package io.biomerkin.model;

import java.util.Optional;

/**
 * A DynamoDB table, billed on demand and encrypted.
 *
 * @param name its name in the blueprint, e.g. {@code workflows}
 * @param key the partition key
 * @param sort the sort key
 * @param ttl the attribute that holds the time to live, epoch seconds
 */
public record Table(String name, Key key, Optional<Key> sort, Optional<String> ttl) {

  /**
   * A key attribute.
   *
   * @param name the attribute's name
   * @param type its type
   */
  public record Key(String name, KeyType type) {}

  /** The types a key can have. */
  public enum KeyType {
    /** Text; {@code S} in DynamoDB. */
    STRING("S"),
    /** A number; {@code N} in DynamoDB. */
    NUMBER("N"),
    /** Bytes; {@code B} in DynamoDB. */
    BINARY("B");

    private final String code;

    KeyType(String code) {
      this.code = code;
    }

    /** DynamoDB's letter for it. */
    public String code() {
      return code;
    }
  }
}
