package io.biomerkin.cloud.local.cloudformation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps the values of {@code NoEcho} parameters out of what is shown. */
final class Masking {

  static final String MASK = "****";

  private final List<String> secrets;

  private Masking(List<String> secrets) {
    this.secrets = secrets;
  }

  /** The masking of what a stack is and what it is to be. */
  static Masking of(Submission submission, LiveStack stack, Stacks stacks) {
    List<String> secrets =
        new ArrayList<>(secrets(submission.template(), submission.config().parameters()));
    String template = stacks.template(stack.config().template());
    if (!template.isEmpty()) {
      secrets.addAll(secrets(TemplateParser.parse(template), stack.config().parameters()));
    }
    // Longer ones first: a secret may hold another.
    secrets.sort(Comparator.comparing(String::length).reversed());
    return new Masking(secrets);
  }

  /** The masking of what a stack is. */
  static Masking of(LiveStack stack, Stacks stacks) {
    Template template = TemplateParser.parse(stacks.template(stack.config().template()));
    return new Masking(secrets(template, stack.config().parameters()));
  }

  String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  private static List<String> secrets(Template template, Map<String, String> values) {
    return template.parameters().entrySet().stream()
        .filter(parameter -> parameter.getValue().noEcho())
        .map(parameter -> values.getOrDefault(parameter.getKey(), ""))
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
