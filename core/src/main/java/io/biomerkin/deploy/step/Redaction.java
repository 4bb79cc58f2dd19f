package io.biomerkin.deploy.step;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Blanks secrets in what programs print: the values of environment variables whose names say that
 * they are secret, and AWS access keys. The one place that does.
 */
final class Redaction {

  /** What stands in the place of a secret. */
  static final String BLANK = "***";

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|PRIVATE_KEY|CREDENTIAL).*");

  /** AWS: "IAM identifiers", unique identifiers of access keys. */
  private static final Pattern ACCESS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b");

  /** Shorter values would blank ordinary words. */
  private static final int SHORTEST = 8;

  private final List<String> secrets;

  Redaction(Map<String, String> environment) {
    this.secrets =
        environment.entrySet().stream()
            .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue)
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
    return ACCESS_KEY.matcher(blanked).replaceAll(BLANK);
  }
}
