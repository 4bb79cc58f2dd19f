package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A condition over the record of a release, as data: nothing of a policy file is ever run. {@link
 * ExpressionValue} tells what it comes to.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Expression.Literal.class, name = "literal"),
  @JsonSubTypes.Type(value = Expression.Items.class, name = "items"),
  @JsonSubTypes.Type(value = Expression.Property.class, name = "property"),
  @JsonSubTypes.Type(value = Expression.Operation.class, name = "operation"),
  @JsonSubTypes.Type(value = Expression.Not.class, name = "not")
})
public sealed interface Expression {

  /**
   * A value that is written down: a text, a whole number, or true or false.
   *
   * @param value a {@code String}, an {@code Integer} or a {@code Boolean}
   */
  record Literal(Object value) implements Expression {}

  /**
   * Several values.
   *
   * @param items each of them
   */
  record Items(List<Expression> items) implements Expression {
    /** Copies its list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A part of the release's record, e.g. {@code release.checks.scan}.
   *
   * @param path its names, without the release itself: {@code [checks, scan]}
   */
  record Property(List<String> path) implements Expression {
    /** Copies its list. */
    public Property {
      path = List.copyOf(path);
    }
  }

  /**
   * Two values and what is asked of them.
   *
   * @param operator what
   * @param left the first
   * @param right the second
   */
  record Operation(Operator operator, Expression left, Expression right) implements Expression {}

  /**
   * The contrary.
   *
   * @param expression of what
   */
  record Not(Expression expression) implements Expression {}

  /** What can be asked of two values. */
  enum Operator {
    /** Both hold; {@code &&}. */
    AND("&&"),
    /** At least one holds; {@code ||}. */
    OR("||"),
    /** They are the same. */
    EQUAL("=="),
    /** They are not the same. */
    NOT_EQUAL("!="),
    /** A number or text is less than the other. */
    LESS("<"),
    /** Less or the same. */
    AT_MOST("<="),
    /** More. */
    MORE(">"),
    /** More or the same. */
    AT_LEAST(">="),
    /** The first is one of the items of the second. */
    IN("in"),
    /** A text has the other in it, or a list has it as an item. */
    CONTAINS("contains"),
    /** A text begins with the other. */
    STARTS_WITH("startsWith"),
    /** A text ends with the other. */
    ENDS_WITH("endsWith");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }
}
