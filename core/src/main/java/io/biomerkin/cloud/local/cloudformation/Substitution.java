package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Fn::Sub}.
 *
 * @param text the text with its {@code ${Name}} and {@code ${!Literal}}
 * @param values the names it defines itself, in its second form
 */
record Substitution(String text, Map<String, JsonNode> values) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  static Substitution of(JsonNode argument) {
    if (argument.isTextual()) {
      return new Substitution(argument.asText(), Map.of());
    }
    if (argument.isArray()
        && argument.size() == 2
        && argument.get(0).isTextual()
        && argument.get(1).isObject()) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      argument.get(1).properties().forEach(e -> values.put(e.getKey(), e.getValue()));
      return new Substitution(argument.get(0).asText(), values);
    }
    throw Errors.validation(
        "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. "
            + "Specify a string as first argument, and an optional second argument to specify a "
            + "mapping of values to replace in the string");
  }

  /** The names that it does not define itself. */
  Set<String> references() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).isEmpty() && !values.containsKey(name(matcher))) {
        names.add(name(matcher));
      }
    }
    return names;
  }

  /** The text with every variable replaced. */
  String fill(UnaryOperator<String> value) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1).isEmpty()
                        ? value.apply(name(match))
                        : "${" + match.group(2) + "}"));
  }

  private static String name(MatchResult match) {
    return match.group(2).strip();
  }
}
