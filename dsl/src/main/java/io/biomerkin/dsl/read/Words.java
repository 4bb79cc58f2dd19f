package io.biomerkin.dsl.read;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.words.Block;
import io.biomerkin.dsl.words.FreeNames;
import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.ProblemCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the word that a block has, makes sure that the arguments suit it, and calls it. */
final class Words {

  private final Findings findings;

  /** Reflection makes new objects, and reads their annotations anew, each time that it is asked. */
  private final Map<Class<?>, List<Method>> wordsOf = new HashMap<>();

  Words(Findings findings) {
    this.findings = findings;
  }

  /** The words of a block that do something. */
  static List<Method> all(Class<?> block) {
    return Arrays.stream(block.getMethods())
        .filter(method -> Block.class.isAssignableFrom(method.getDeclaringClass()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isBridge())
        .filter(method -> !isBareWord(method))
        .toList();
  }

  private static boolean isBareWord(Method method) {
    return method.getName().startsWith("get") && method.getParameterCount() == 0;
  }

  /** The value of a bare word in a block. */
  Object bareWord(Block block, String name, Position position) {
    String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (Method method : block.getClass().getMethods()) {
      if (method.getName().equals(getter)
          && isBareWord(method)
          && Block.class.isAssignableFrom(method.getDeclaringClass())) {
        return invoke(method, block);
      }
    }
    Optional<String> near = DidYouMean.nearest(name, bareWords(block.getClass(), Object.class));
    findings.report(
        position,
        ProblemCode.UNKNOWN_WORD,
        "'" + name + "' is no value here",
        near.map(word -> "did you mean " + word + "?")
            .orElse("a text needs quotes: '" + name + "'"));
    return Interpreter.REFUSED;
  }

  static Set<String> bareWords(Class<?> block, Class<?> type) {
    return Arrays.stream(block.getMethods())
        .filter(method -> Block.class.isAssignableFrom(method.getDeclaringClass()))
        .filter(Words::isBareWord)
        .filter(method -> type.isAssignableFrom(method.getReturnType()))
        .map(method -> method.getName().substring("get".length()))
        .map(word -> word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Method> known(Block block) {
    return wordsOf.computeIfAbsent(block.getClass(), Words::all);
  }

  /** Whether a block after the word is a condition. */
  boolean takesCondition(Block block, String word) {
    return known(block).stream()
        .filter(method -> method.getName().equals(word))
        .flatMap(method -> Arrays.stream(method.getParameters()))
        .anyMatch(Arguments::isCondition);
  }

  /** Reports a word that the block does not have. */
  List<Method> requireKnown(Block block, Call call) {
    List<Method> known = known(block);
    List<Method> candidates =
        known.stream()
            .filter(method -> method.getName().equals(call.word()))
            .sorted(Comparator.comparingInt(Method::getParameterCount))
            .toList();
    findings.mention(call.word());
    if (candidates.isEmpty()) {
      Set<String> names = known.stream().map(Method::getName).collect(Collectors.toSet());
      findings.report(
          call.position(),
          ProblemCode.UNKNOWN_WORD,
          "'" + call.word() + "' is no word of " + Block.title(block),
          DidYouMean.hint(call.word(), names));
    }
    return candidates;
  }

  /** Calls the word; gives what it gives, or that it was refused. */
  Object invoke(Block block, Call call, Map<String, Object> options, List<Object> arguments) {
    List<Method> candidates = requireKnown(block, call);
    if (candidates.isEmpty()) {
      return Interpreter.REFUSED;
    }
    for (Method method : candidates) {
      Optional<Object[]> fitted = Arguments.fit(method, options, arguments);
      if (fitted.isPresent()) {
        return checkOptions(method, call, options, block)
            ? enter(method, block, call, fitted.get())
            : Interpreter.REFUSED;
      }
    }
    findings.report(
        call.position(),
        ProblemCode.WRONG_VALUE,
        "'"
            + call.word()
            + "' takes "
            + candidates.stream()
                .map(method -> Arguments.describe(method, block.getClass()))
                .distinct()
                .collect(Collectors.joining(", or "))
            + ", not "
            + Arguments.describe(options, arguments),
        "");
    return Interpreter.REFUSED;
  }

  private Object enter(Method method, Block block, Call call, Object[] arguments) {
    findings.enter(call);
    try {
      return invoke(method, block, arguments);
    } finally {
      findings.leave();
    }
  }

  private static Object invoke(Method method, Block block, Object... arguments) {
    try {
      Object value = method.invoke(block, arguments);
      return value == null ? Interpreter.REFUSED : value;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Named arguments must be known, of the right type, and there when they are mandatory. */
  private boolean checkOptions(Method method, Call call, Map<String, Object> options, Block block) {
    if (method.getParameterCount() > 0
        && method.getParameters()[0].isAnnotationPresent(FreeNames.class)) {
      return true;
    }
    List<NamedParam> known = options(method);
    List<String> names = known.stream().map(NamedParam::value).toList();
    boolean good = true;
    for (Map.Entry<String, Object> option : options.entrySet()) {
      Position position = call.named().getOrDefault(option.getKey(), call.position());
      Optional<NamedParam> param =
          known.stream().filter(p -> p.value().equals(option.getKey())).findFirst();
      if (param.isEmpty()) {
        good = false;
        findings.report(
            position,
            ProblemCode.UNKNOWN_WORD,
            "'" + call.word() + "' has no '" + option.getKey() + ":'",
            DidYouMean.hint(option.getKey(), names));
      } else if (!Arguments.suits(param.get().type(), option.getValue())) {
        good = false;
        findings.report(
            position,
            ProblemCode.WRONG_VALUE,
            "'"
                + option.getKey()
                + ":' takes "
                + Arguments.describe(param.get().type(), block.getClass())
                + ", not "
                + Arguments.describe(option.getValue()),
            "");
      }
    }
    for (NamedParam param : known) {
      if (param.required() && !options.containsKey(param.value())) {
        good = false;
        findings.report(
            call.position(),
            ProblemCode.MISSING,
            "'" + call.word() + "' needs '" + param.value() + ":'",
            "");
      }
    }
    return good;
  }

  private static List<NamedParam> options(Method method) {
    if (method.getParameterCount() == 0) {
      return List.of();
    }
    NamedParams several = method.getParameters()[0].getAnnotation(NamedParams.class);
    if (several != null) {
      return Arrays.asList(several.value());
    }
    NamedParam one = method.getParameters()[0].getAnnotation(NamedParam.class);
    return one == null ? new ArrayList<>() : List.of(one);
  }
}
