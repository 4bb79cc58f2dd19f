package io.biomerkin.cloud.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One statement of a policy, and what it matches. */
record PolicyStatement(JsonNode json) {

  /** The statements of a document: a list, or a single one. */
  static List<JsonNode> each(JsonNode statements) {
    return statements.isArray()
        ? StreamSupport.stream(statements.spliterator(), false).toList()
        : List.of(statements);
  }

  boolean denies() {
    return json.path("Effect").asText().equals("Deny");
  }

  boolean hasConditions() {
    return !json.path("Condition").isEmpty();
  }

  boolean covers(String action, String resource) {
    return covers("Action", action.toLowerCase(Locale.ROOT), true)
        && covers("Resource", resource, false);
  }

  private boolean covers(String member, String value, boolean lowerCase) {
    if (json.has(member)) {
      return anyMatches(json.get(member), value, lowerCase);
    }
    return json.has("Not" + member) && !anyMatches(json.get("Not" + member), value, lowerCase);
  }

  private static boolean anyMatches(JsonNode patterns, String value, boolean lowerCase) {
    return each(patterns).stream()
        .map(JsonNode::asText)
        .map(pattern -> lowerCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
        .anyMatch(pattern -> wildcard(pattern).matcher(value).matches());
  }

  private static Pattern wildcard(String pattern) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
