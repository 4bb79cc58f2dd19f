package io.biomerkin.model;

import io.biomerkin.model.Release.Origin;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a release must fulfil to come into an environment, and whether it does.
 *
 * @param environment the environment
 * @param candidate the release that is to come there; empty when there is none
 * @param items each rule, in the order of the blueprint
 * @param notes what else should be known, e.g. that the release's own rules are others
 * @param command what to type to let the release in
 */
public record Checklist(
    String environment,
    Optional<Origin> candidate,
    List<Item> items,
    List<String> notes,
    String command) {

  /** Copies its lists. */
  public Checklist {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }

  /** Whether a rule is kept. */
  public enum State {
    /** It is. */
    MET,
    /** It is not, so that the release must stay out. */
    NOT_MET,
    /** It is not, and an emergency passes it. */
    OVERRIDDEN
  }

  /**
   * One rule.
   *
   * @param rule what it asks, e.g. {@code soaked 1 hour}
   * @param state whether it is kept
   * @param code the code of the refusal, e.g. {@code BMK-403}; also of a rule that is kept
   * @param evidence by what: tag, time, person; or what is missing
   * @param next what to do or to type so that it is kept; empty when it is
   */
  public record Item(String rule, State state, ProblemCode code, String evidence, String next) {

    /** A rule that is kept. */
    public static Item met(ProblemCode code, String rule, String evidence) {
      return new Item(rule, State.MET, code, evidence, "");
    }

    /** A rule that is not kept. */
    public static Item missing(ProblemCode code, String rule, String evidence, String next) {
      return new Item(rule, State.NOT_MET, code, evidence, next);
    }

    /** The same, passed by an emergency. */
    public Item overridden() {
      return new Item(rule, State.OVERRIDDEN, code, evidence, next);
    }
  }

  /** The same with another note, if there is one. */
  public Checklist with(Optional<String> note) {
    List<String> all = new ArrayList<>(notes);
    note.ifPresent(all::add);
    return new Checklist(environment, candidate, items, all, command);
  }

  /** Whether the release may come. */
  public boolean passes() {
    return items.stream().noneMatch(item -> item.state() == State.NOT_MET);
  }

  /** The rules that are not kept, as a refusal tells them. */
  public List<Problem> problems() {
    return items.stream()
        .filter(item -> item.state() == State.NOT_MET)
        .map(item -> new Problem(item.code(), environment, item.evidence(), item.next()))
        .toList();
  }
}
