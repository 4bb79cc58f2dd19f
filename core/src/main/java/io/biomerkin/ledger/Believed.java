package io.biomerkin.ledger;

import java.util.Optional;

/**
 * What a tag says, or why it is not believed.
 *
 * @param value what it says; empty when it is not believed
 * @param doubt why it is not believed; empty when it is
 */
public record Believed<T>(Optional<T> value, Optional<Doubt> doubt) {

  /**
   * A tag that is not believed.
   *
   * @param tag its name
   * @param why what is wrong with it, e.g. {@code it is not annotated}
   */
  public record Doubt(String tag, String why) {
    @Override
    public String toString() {
      return tag + ": " + why;
    }
  }

  static <T> Believed<T> of(T value) {
    return new Believed<>(Optional.of(value), Optional.empty());
  }

  static <T> Believed<T> not(String tag, String why) {
    return new Believed<>(Optional.empty(), Optional.of(new Doubt(tag, why)));
  }

  /** What another reading makes of it. */
  <U> Believed<U> then(java.util.function.Function<T, Believed<U>> next) {
    return value.map(next).orElseGet(() -> new Believed<>(Optional.empty(), doubt));
  }
}
