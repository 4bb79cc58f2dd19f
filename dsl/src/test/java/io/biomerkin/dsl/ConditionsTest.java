package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.dsl.read.Reading;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintJson;
import io.biomerkin.model.Expression;
import io.biomerkin.model.Expression.Operator;
import io.biomerkin.model.PromotionRule.Condition;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a condition says is what is read. */
class ConditionsTest {

  private static final List<Operator> JOINING = List.of(Operator.AND, Operator.OR);
  private static final List<Operator> COMPARING =
      List.of(
          Operator.EQUAL,
          Operator.NOT_EQUAL,
          Operator.LESS,
          Operator.AT_MOST,
          Operator.MORE,
          Operator.AT_LEAST);
  private static final List<Operator> OF_TEXTS =
      List.of(Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH);

  private static Blueprint blueprint(String condition) {
    return Reading.read(
        "d.groovy",
        """
        application 'calc'
        topology { agents { agent('a', 'a.handler') } }
        environments { environment('dev') { local() }; environment('test') { local() } }
        promotion {
            to('test') {
                from 'dev'
                check('condition') { release -> @ }
            }
        }
        """
            .replace("@", condition));
  }

  private static Expression read(String condition) {
    return blueprint(condition).promotions().get(0).all(Condition.class).get(0).holds();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void a_condition_is_read_as_it_is_written(@ForAll("conditions") Expression condition) {
    assertThat(read(text(condition))).isEqualTo(condition);
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void a_condition_is_the_same_from_the_cache(@ForAll("conditions") Expression condition) {
    Blueprint blueprint = blueprint(text(condition));
    assertThat(BlueprintJson.read(BlueprintJson.write(blueprint), Blueprint.class))
        .isEqualTo(blueprint);
  }

  @Example
  void signs_bind_as_in_groovy() {
    assertThat(read("!false || true && release.id < 'b' == true"))
        .isEqualTo(read("(!false) || (true && ((release.id < 'b') == true))"));
    assertThat(read("release.id == 'a' || release.id == 'b' || release.id == 'c'"))
        .isEqualTo(read("(release.id == 'a' || release.id == 'b') || release.id == 'c'"));
  }

  @Example
  void the_longest_condition_that_is_taken_can_be_kept() {
    Blueprint blueprint = blueprint("!".repeat(98) + "(release.id == 'a')");
    assertThat(BlueprintJson.read(BlueprintJson.write(blueprint), Blueprint.class))
        .isEqualTo(blueprint);
  }

  @Example
  void longer_ones_are_refused() {
    for (String condition :
        List.of(
            "!".repeat(3_000) + "true",
            "- ".repeat(3_000) + "1",
            "true" + " && true".repeat(3_000),
            "true" + " == true".repeat(3_000),
            "release" + ".id".repeat(3_000) + " == 'a'",
            "release.id" + ".contains('a')".repeat(3_000))) {
      assertThatThrownBy(() -> read(condition)).isInstanceOf(ProblemException.class);
    }
  }

  @Example
  void a_list_may_be_long() {
    assertThat(read("release.id in ['a'" + ", 'a'".repeat(3_000) + "]")).isNotNull();
  }

  @Property(tries = 300)
  void any_text_is_read_or_refused_but_never_fails_otherwise(@ForAll String text) {
    for (String condition : List.of(text, "release." + text, "release.id == " + text)) {
      try {
        assertThat(read(condition)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }

  @Provide
  Arbitrary<Expression> conditions() {
    return conditions(4);
  }

  private static Arbitrary<Expression> conditions(int depth) {
    Arbitrary<Expression> simple =
        Arbitraries.oneOf(
            truths(),
            operations(COMPARING, values(), values()),
            operations(OF_TEXTS, Arbitraries.oneOf(properties(), texts()), values()),
            operations(List.of(Operator.CONTAINS), lists(), values()),
            operations(List.of(Operator.IN), values(), lists()));
    if (depth == 0) {
      return simple;
    }
    Arbitrary<Expression> inner = conditions(depth - 1);
    return Arbitraries.oneOf(
        simple,
        inner.map(Expression.Not::new),
        operations(JOINING, inner, inner),
        operations(COMPARING, inner, values()));
  }

  private static Arbitrary<Expression> operations(
      List<Operator> operators, Arbitrary<Expression> left, Arbitrary<Expression> right) {
    return Combinators.combine(Arbitraries.of(operators), left, right)
        .as(Expression.Operation::new);
  }

  private static Arbitrary<Expression> values() {
    return Arbitraries.oneOf(properties(), literals(), lists());
  }

  private static Arbitrary<Expression> lists() {
    return literals().list().ofMaxSize(4).map(Expression.Items::new);
  }

  private static Arbitrary<Expression> literals() {
    return Arbitraries.oneOf(
        truths(), texts(), Arbitraries.integers().map(Expression.Literal::new));
  }

  private static Arbitrary<Expression> truths() {
    return Arbitraries.of(true, false).map(Expression.Literal::new);
  }

  private static Arbitrary<Expression> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12),
            Arbitraries.strings().withChars("\\'u0041$\"{}\n\r\täß🧬/").ofMaxLength(12))
        .map(Expression.Literal::new);
  }

  private static Arbitrary<Expression> properties() {
    Arbitrary<List<String>> named =
        Arbitraries.strings()
            .withChars("abz-'\\ 7")
            .ofMinLength(1)
            .ofMaxLength(6)
            .map(name -> List.of("checks", name));
    return Arbitraries.oneOf(
            named,
            Arbitraries.of(
                List.of("id"),
                List.of("emergency"),
                List.of("verification", "passed"),
                List.of("promotedFrom", "release"),
                List.of("code", "in"),
                List.of("checks", "scan")))
        .map(Expression.Property::new);
  }

  /** The condition as people write it, with parentheses around each operation. */
  private static String text(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return literal.value() instanceof String text
          ? quoted(text)
          : String.valueOf(literal.value());
    }
    if (expression instanceof Expression.Items items) {
      return items.items().stream()
          .map(ConditionsTest::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (expression instanceof Expression.Property property) {
      return property.path().stream()
          .map(name -> "." + (name.matches("[a-z]{3,}|[a-zA-Z]{5,}") ? name : quoted(name)))
          .collect(Collectors.joining("", "release", ""));
    }
    if (expression instanceof Expression.Not not) {
      return "!(" + text(not.expression()) + ")";
    }
    Expression.Operation operation = (Expression.Operation) expression;
    String sign = operation.operator().sign();
    return OF_TEXTS.contains(operation.operator())
        ? text(operation.left()) + "." + sign + "(" + text(operation.right()) + ")"
        : operand(operation.left()) + " " + sign + " " + operand(operation.right());
  }

  /** Groovy takes {@code (release.id) in (…)} for a cast. */
  private static String operand(Expression expression) {
    return expression instanceof Expression.Operation
        ? "(" + text(expression) + ")"
        : text(expression);
  }

  private static String quoted(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }
}
