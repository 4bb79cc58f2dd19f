package io.biomerkin.cloud.local.cloudformation;

import java.math.BigDecimal;

/** What a template demands of the value of a parameter. */
final class ParameterRules {

  private final String name;
  private final Template.Parameter parameter;

  ParameterRules(String name, Template.Parameter parameter) {
    this.name = name;
    this.parameter = parameter;
  }

  /** Refuses a value that breaks a rule. */
  void check(String value) {
    if (!parameter.allowedValues().isEmpty() && !parameter.allowedValues().contains(value)) {
      throw refused("must be one of AllowedValues");
    }
    if (parameter.type().contains("Number")) {
      number(value);
    } else {
      text(value);
    }
  }

  private void number(String value) {
    double number;
    try {
      number = new BigDecimal(value).doubleValue();
    } catch (NumberFormatException e) {
      throw refused("must be a number");
    }
    if (number < bound("MinValue", Double.NEGATIVE_INFINITY)) {
      throw refused("must be a number not less than " + shown("MinValue"));
    }
    if (number > bound("MaxValue", Double.POSITIVE_INFINITY)) {
      throw refused("must be a number not greater than " + shown("MaxValue"));
    }
  }

  private void text(String value) {
    if (value.length() < bound("MinLength", 0)) {
      throw refused("must contain at least " + shown("MinLength") + " characters");
    }
    if (value.length() > bound("MaxLength", Double.POSITIVE_INFINITY)) {
      throw refused("must contain at most " + shown("MaxLength") + " characters");
    }
    parameter
        .allowedPattern()
        .filter(pattern -> !value.matches(pattern))
        .ifPresent(
            pattern -> {
              throw refused("must match pattern " + pattern);
            });
  }

  private double bound(String bound, double otherwise) {
    return parameter.bounds().getOrDefault(bound, otherwise);
  }

  private String shown(String bound) {
    return BigDecimal.valueOf(bound(bound, 0)).stripTrailingZeros().toPlainString();
  }

  private RuntimeException refused(String rule) {
    String because =
        parameter.constraintDescription().isEmpty() ? rule : parameter.constraintDescription();
    String text = "Parameter '" + name + "' " + rule;
    return Errors.validation(
        because.equals(rule)
            ? text
            : "Parameter " + name + " failed to satisfy constraint: " + because);
  }
}
