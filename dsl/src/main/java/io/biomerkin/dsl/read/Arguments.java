package io.biomerkin.dsl.read;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.words.ConditionBlock;
import io.biomerkin.dsl.words.FreeNames;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits the arguments of the file to the parameters of a word, and says what either is. */
final class Arguments {

  private Arguments() {}

  /** The arguments as the method takes them, or empty when they do not fit. */
  static Optional<Object[]> fit(Method method, Map<String, Object> options, List<Object> given) {
    List<Object> arguments = new ArrayList<>();
    Parameter[] parameters = method.getParameters();
    int next = 0;
    if (takesOptions(method)) {
      arguments.add(options);
      next = 1;
    } else if (!options.isEmpty()) {
      return Optional.empty();
    }
    int fixed = parameters.length - next - (method.isVarArgs() ? 1 : 0);
    if (given.size() < fixed || (given.size() > fixed && !method.isVarArgs())) {
      return Optional.empty();
    }
    for (int i = 0; i < fixed; i++) {
      if (!suits(parameters[next + i].getType(), given.get(i))) {
        return Optional.empty();
      }
      arguments.add(given.get(i));
    }
    if (method.isVarArgs()) {
      return rest(parameters[parameters.length - 1], given.subList(fixed, given.size()))
          .map(
              rest -> {
                arguments.add(rest);
                return arguments.toArray();
              });
    }
    return Optional.of(arguments.toArray());
  }

  private static Optional<Object> rest(Parameter parameter, List<Object> given) {
    Class<?> type = parameter.getType().getComponentType();
    if (given.isEmpty() || !given.stream().allMatch(value -> suits(type, value))) {
      return Optional.empty();
    }
    Object array = Array.newInstance(type, given.size());
    for (int i = 0; i < given.size(); i++) {
      Array.set(array, i, given.get(i));
    }
    return Optional.of(array);
  }

  private static boolean takesOptions(Method method) {
    if (method.getParameterCount() == 0) {
      return false;
    }
    Parameter first = method.getParameters()[0];
    return first.isAnnotationPresent(NamedParams.class)
        || first.isAnnotationPresent(NamedParam.class)
        || first.isAnnotationPresent(FreeNames.class);
  }

  static boolean isCondition(Parameter parameter) {
    DelegatesTo delegates = parameter.getAnnotation(DelegatesTo.class);
    return delegates != null && delegates.value() == ConditionBlock.class;
  }

  static boolean suits(Class<?> type, Object value) {
    if (type == int.class) {
      return value instanceof Integer;
    }
    if (type == boolean.class) {
      return value instanceof Boolean;
    }
    return type.isInstance(value);
  }

  /** What a word takes. */
  static String describe(Method method, Class<?> block) {
    List<String> parts = new ArrayList<>();
    Parameter[] parameters = method.getParameters();
    for (int i = takesOptions(method) ? 1 : 0; i < parameters.length; i++) {
      boolean many = method.isVarArgs() && i == parameters.length - 1;
      Class<?> type = many ? parameters[i].getType().getComponentType() : parameters[i].getType();
      parts.add(
          isCondition(parameters[i])
              ? "a condition { release -> … }"
              : describe(type, block) + (many ? " or several" : ""));
    }
    String text = parts.isEmpty() ? "nothing" : String.join(" and ", parts);
    boolean only = parts.isEmpty() && takesOptions(method);
    return only ? "named arguments" : text;
  }

  static String describe(Class<?> type, Class<?> block) {
    if (type == String.class) {
      return "a text";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == Duration.class) {
      return "a duration such as minutes(5)";
    }
    if (Closure.class.isAssignableFrom(type)) {
      return "a block { }";
    }
    if (type == Map.class) {
      return "a map such as [name: 'value']";
    }
    var words =
        type == Object.class ? Collections.<String>emptySet() : Words.bareWords(block, type);
    return words.isEmpty() ? "a value" : "one of " + String.join(", ", words);
  }

  /** What the file gives. */
  static String describe(Map<String, Object> options, List<Object> given) {
    List<String> parts = new ArrayList<>(given.stream().map(Arguments::describe).toList());
    if (!options.isEmpty()) {
      parts.add(String.join(", ", options.keySet().stream().map(name -> name + ":").toList()));
    }
    return parts.isEmpty() ? "nothing" : String.join(" and ", parts);
  }

  static String describe(Object value) {
    if (value instanceof String text) {
      return "the text '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
    if (value instanceof Number number) {
      return "the number " + number;
    }
    if (value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Duration) {
      return "a duration";
    }
    if (value instanceof Closure) {
      return value instanceof ReadCondition ? "a condition" : "a block";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof Map ? "a map" : "another kind of value";
  }
}
