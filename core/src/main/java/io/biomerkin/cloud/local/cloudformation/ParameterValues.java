package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The values that a template's parameters get. */
final class ParameterValues {

  private final LocalAccount account;

  ParameterValues(LocalAccount account) {
    this.account = account;
  }

  /**
   * The value of every parameter.
   *
   * @param previous the values that the stack has
   */
  Map<String, String> resolve(
      Template template, List<Parameter> given, Map<String, String> previous) {
    Map<String, String> chosen = chosen(template, given, previous);
    Map<String, String> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    template
        .parameters()
        .forEach(
            (name, parameter) -> {
              Optional<String> value =
                  Optional.ofNullable(chosen.get(name)).or(parameter::defaultValue);
              value.ifPresentOrElse(
                  text -> values.put(name, accepted(name, parameter, text)),
                  () -> missing.add(name));
            });
    if (!missing.isEmpty()) {
      throw Errors.validation("Parameters: " + missing + " must have values");
    }
    return values;
  }

  private static Map<String, String> chosen(
      Template template, List<Parameter> given, Map<String, String> previous) {
    Map<String, String> chosen = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (Parameter parameter : given) {
      String name = parameter.parameterKey();
      if (!template.parameters().containsKey(name)) {
        unknown.add(name);
      } else if (Boolean.TRUE.equals(parameter.usePreviousValue())) {
        String value = previous.get(name);
        if (value == null) {
          throw Errors.validation(
              "Invalid input for parameter key "
                  + name
                  + ". Cannot specify usePreviousValue as true for a parameter key not in the "
                  + "previous template");
        }
        chosen.put(name, value);
      } else if (parameter.parameterValue() != null) {
        chosen.put(name, parameter.parameterValue());
      }
    }
    if (!unknown.isEmpty()) {
      throw Errors.validation("Parameters: " + unknown + " do not exist in the template");
    }
    return chosen;
  }

  /** The text as it is kept; for a stored parameter, which is a name, what it stands for. */
  private String accepted(String name, Template.Parameter parameter, String text) {
    if (parameter.isStored()) {
      return stored(text);
    }
    if (parameter.isList()) {
      for (String element : text.split(",", -1)) {
        new ParameterRules(name, parameter).check(element.strip());
      }
    } else {
      new ParameterRules(name, parameter).check(text);
    }
    return text;
  }

  private String stored(String key) {
    try {
      return account
          .client(SsmClient.class)
          .getParameter(request -> request.name(key))
          .parameter()
          .value();
    } catch (ParameterNotFoundException e) {
      throw Errors.validation(
          "Unable to fetch parameters [" + key + "] from parameter store for this account.");
    }
  }
}
