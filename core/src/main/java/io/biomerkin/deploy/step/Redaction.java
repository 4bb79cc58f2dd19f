package io.biomerkin.deploy.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.ResourceChange.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Blanks secrets in what is told: the values of environment variables whose names say that they are
 * secret, AWS access keys, who logs in by a URL; and of properties of resources what has such a
 * name. The one place that does.
 */
final class Redaction {

  /** What stands in the place of a secret. */
  static final String BLANK = "***";

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|PRIVATE_KEY|CREDENTIAL).*");

  /** AWS: "IAM identifiers", unique identifiers of access keys. */
  private static final Pattern ACCESS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b");

  /** RFC 3986, userinfo. */
  private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/\\s:@]+:[^/\\s@]+(?=@)");

  /** Shorter values would blank ordinary words. */
  private static final int SHORTEST = 8;

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> secrets;

  Redaction(Map<String, String> environment) {
    this.secrets =
        environment.entrySet().stream()
            .filter(variable -> isSecret(variable.getKey()))
            // Keys have many lines, which are told one by one.
            .flatMap(variable -> variable.getValue().lines())
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /** Whether what has that name is nobody's business. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  String blank(String line) {
    String blanked = line;
    for (String secret : secrets) {
      blanked = blanked.replace(secret, BLANK);
    }
    return LOGIN.matcher(ACCESS_KEY.matcher(blanked).replaceAll(BLANK)).replaceAll(BLANK);
  }

  /** The same property with the values of secrets left out. */
  static Property blank(Property property) {
    return new Property(
        property.path(),
        value(property.path(), property.before()),
        value(property.path(), property.after()));
  }

  private static String value(String path, String value) {
    if (value.isEmpty()) {
      return value;
    }
    if (isSecret(path)) {
      return BLANK;
    }
    if (!value.startsWith("{") && !value.startsWith("[")) {
      return value;
    }
    try {
      JsonNode json = JSON.readTree(value);
      return blankInside(json) ? json.toString() : value;
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  /** Whether there was something to blank. */
  private static boolean blankInside(JsonNode json) {
    boolean blanked = false;
    for (String name : names(json)) {
      if (isSecret(name)) {
        ((ObjectNode) json).put(name, BLANK);
        blanked = true;
      }
    }
    for (JsonNode inner : json) {
      blanked |= blankInside(inner);
    }
    return blanked;
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
