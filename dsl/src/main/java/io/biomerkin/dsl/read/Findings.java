package io.biomerkin.dsl.read;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What reading found: problems, and where each part of the model was declared. */
public final class Findings {

  private final String file;
  private final List<Found> problems = new ArrayList<>();
  private final Map<String, Position> declared = new HashMap<>();
  private final Set<String> mentioned = new HashSet<>();
  private final Deque<Call> calls = new ArrayDeque<>();

  /** Findings in a file of that name. */
  public Findings(String file) {
    this.file = file;
  }

  private record Found(Position position, Problem problem) {}

  void mention(String word) {
    mentioned.add(word);
  }

  /** Whether the file has the word anywhere, be it with arguments that were refused. */
  public boolean mentions(String word) {
    return mentioned.contains(word);
  }

  void enter(Call call) {
    calls.push(call);
  }

  void leave() {
    calls.pop();
  }

  /** The word that is being read. */
  public Call call() {
    return calls.element();
  }

  /** Notes that a part of the model is declared by the word being read. */
  public void declare(String path) {
    declare(path, call().position());
  }

  /** Notes where a part of the model is declared; the first declaration counts. */
  public void declare(String path, Position position) {
    declared.putIfAbsent(path, position);
  }

  /** Notes that a part of the model is an argument of the word being read. */
  public void declareArgument(String path, int index) {
    List<Position> arguments = call().arguments();
    declare(path, index < arguments.size() ? arguments.get(index) : call().position());
  }

  /** Notes that a part of the model is a named argument of the word being read, if it is there. */
  public void declareNamed(String path, String name) {
    Position position = call().named().get(name);
    if (position != null) {
      declare(path, position);
    }
  }

  /** Reports a problem. */
  public void report(Position position, ProblemCode code, String what, String next) {
    String where = file + ":" + position.line() + ":" + position.column();
    problems.add(new Found(position, new Problem(code, where, what, next)));
  }

  /** Reports a construct that configuration has no use for. */
  void forbid(Position position, String construct, String next) {
    report(
        position,
        ProblemCode.FORBIDDEN,
        construct + " is not allowed: a blueprint is configuration, not a program",
        next);
  }

  /** Reports a problem of the model where the nearest part around it was declared. */
  public void report(Problem problem) {
    String path = problem.where();
    while (!declared.containsKey(path) && !path.isEmpty()) {
      int end = Math.max(path.lastIndexOf('.'), path.endsWith("]") ? path.lastIndexOf('[') : -1);
      path = end < 0 ? "" : path.substring(0, end);
    }
    Position position = declared.getOrDefault(path, new Position(1, 1));
    report(position, problem.code(), problem.what(), problem.next());
  }

  /** Whether anything was reported. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All problems in the order of the file. */
  public List<Problem> problems() {
    return problems.stream()
        .sorted(Comparator.comparing(Found::position))
        .map(Found::problem)
        .distinct()
        .toList();
  }
}
