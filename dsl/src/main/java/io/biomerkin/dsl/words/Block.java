package io.biomerkin.dsl.words;

import groovy.lang.Closure;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** What every block has: durations, and a way to read the blocks in it. */
public abstract class Block {

  final Findings findings;
  private final String title;

  Block(Findings findings, String title) {
    this.findings = findings;
    this.title = title;
  }

  /** What the block is called in a message, e.g. {@code topology { }}. */
  public static String title(Block block) {
    return block.title;
  }

  /** A time, e.g. {@code seconds(30)}. */
  public Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  /** A time, e.g. {@code minutes(15)}. */
  public Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  /** A time, e.g. {@code hours(1)}. */
  public Duration hours(int count) {
    return Duration.ofHours(count);
  }

  /** A time, e.g. {@code days(14)}. */
  public Duration days(int count) {
    return Duration.ofDays(count);
  }

  /** Reads a block: its words are those of the delegate and of nothing around it. */
  static <B extends Block> B read(B block, Closure<?> body) {
    body.setDelegate(block);
    body.setResolveStrategy(Closure.DELEGATE_ONLY);
    body.call();
    return block;
  }

  /** A mandatory option: a word is called only when its mandatory options are there. */
  static <T> T given(Map<String, Object> options, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(options.get(name), name));
  }

  /** A named argument as JSON; reports one that is no data. */
  final String json(String name, Object value) {
    if (!JsonText.isData(value)) {
      wrong(name, "'" + name + ":' takes data: texts, numbers, true, false, lists and maps", "");
      return "{}";
    }
    return JsonText.of(value);
  }

  /** Reports a value that the word being read cannot take. */
  final void wrong(int argument, String what, String next) {
    var arguments = findings.call().arguments();
    findings.report(
        argument < arguments.size() ? arguments.get(argument) : findings.call().position(),
        ProblemCode.WRONG_VALUE,
        what,
        next);
  }

  /** Reports a value of a named argument that the word being read cannot take. */
  final void wrong(String name, String what, String next) {
    findings.report(
        findings.call().named().getOrDefault(name, findings.call().position()),
        ProblemCode.WRONG_VALUE,
        what,
        next);
  }
}
