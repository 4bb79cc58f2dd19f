package io.biomerkin.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a part of a condition comes to, and what of the release it was told from.
 *
 * @param value a text, number, truth value or list; empty when absent or untold
 * @param isUntold whether it cannot be told, whatever the release has
 * @param facts what it was told from, e.g. {@code release.checks.scan is 'skipped'}
 */
record Told(Optional<Object> value, boolean isUntold, List<String> facts) {

  static Told of(Object value) {
    return new Told(Optional.of(value), false, List.of());
  }

  static Told of(Expression.Property property, Optional<Object> value) {
    String name = "release." + String.join(".", property.path());
    String fact = value.map(v -> name + " is " + Comparison.text(v)).orElse(name + " is not there");
    return new Told(value, false, List.of(fact));
  }

  boolean isAbsent() {
    return value.isEmpty() && !isUntold;
  }

  boolean is(boolean truth) {
    return value.equals(Optional.of(truth));
  }

  /** Another value, told from the same. */
  Told as(Object other) {
    return new Told(Optional.of(other), false, facts);
  }

  /** The contrary, when there is one. */
  Told negated() {
    return isUntold ? this : as(!is(true));
  }

  Told untold() {
    return new Told(Optional.empty(), true, facts);
  }

  Told untold(String why) {
    List<String> all = new ArrayList<>(facts);
    all.add(why);
    return new Told(Optional.empty(), true, all);
  }

  /** The same value, told from both. */
  Told with(Told other) {
    LinkedHashSet<String> all = new LinkedHashSet<>(facts);
    all.addAll(other.facts);
    return new Told(value, isUntold, List.copyOf(all));
  }

  /** The one that the question is about; the two as one when it is about both. */
  static Optional<Told> those(Predicate<Told> question, Told left, Told right) {
    if (question.test(left)) {
      return Optional.of(question.test(right) ? left.with(right) : left);
    }
    return Optional.of(right).filter(question);
  }

  /** In words. */
  String because() {
    return facts.isEmpty() ? "no release fulfils it" : String.join(", ", facts);
  }
}
