package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a stack is being taken through.
 *
 * @param token the client's token of the request that began it, or empty
 * @param onFailure {@code ROLLBACK}, {@code DELETE} or {@code DO_NOTHING}
 * @param imports whether new resources whose name exists are taken over
 * @param previous what the stack was told to be before
 * @param before its resources before
 * @param steps how far each resource is; a resource not in it was not begun
 * @param garbage what is to be deleted
 */
record Operation(
    String token,
    String onFailure,
    boolean imports,
    Config previous,
    Map<String, Member> before,
    Map<String, Step> steps,
    List<Garbage> garbage) {

  Operation {
    before = StackDocument.ordered(before);
    steps = StackDocument.ordered(steps);
    garbage = List.copyOf(garbage);
  }

  /** What becomes of a resource. */
  enum Action {
    CREATE,
    UPDATE,
    REPLACE,
    /** One that exists already becomes the stack's. */
    IMPORT,
    NONE
  }

  /** How far a resource is. */
  enum Progress {
    /** Nothing was done yet. */
    WAITING,
    /** Announced; its type was not called yet. */
    STARTED,
    /** Its type was called, or is being called. */
    ATTEMPTED,
    DONE,
    FAILED,
    /** Its type was called to take it back, or is being called. */
    RESTORING,
    RESTORED,
    /** Taking it back failed. */
    STUCK
  }

  /** The step of one resource. */
  record Step(Action action, Progress progress) {}

  /**
   * A resource to delete.
   *
   * @param kept whether its policy keeps it, so that the stack only forgets it
   * @param progress how far it is
   */
  record Garbage(Member member, boolean kept, Progress progress) {

    static Garbage of(Member member, boolean kept) {
      return new Garbage(member, kept, Progress.WAITING);
    }

    Garbage at(Progress reached) {
      return new Garbage(member, kept, reached);
    }
  }

  /** The same, gone on with by another request. */
  Operation begunBy(String other) {
    return new Operation(other, onFailure, imports, previous, before, steps, garbage);
  }

  /** An operation at its beginning. */
  static Operation of(String token, String onFailure, Config previous, Map<String, Member> before) {
    return new Operation(token, onFailure, false, previous, before, Map.of(), List.of());
  }

  Operation importing(boolean whether) {
    return new Operation(token, onFailure, whether, previous, before, steps, garbage);
  }

  /** The step of a resource that has one. */
  Step step(String logicalId) {
    return Objects.requireNonNull(steps.get(logicalId), logicalId);
  }

  /** What a resource was that was there before. */
  Member before(String logicalId) {
    return Objects.requireNonNull(before.get(logicalId), logicalId);
  }

  /** How far a resource is. */
  Progress progress(String logicalId) {
    Step step = steps.get(logicalId);
    return step == null ? Progress.WAITING : step.progress();
  }

  Operation withSteps(Map<String, Step> newSteps) {
    return new Operation(token, onFailure, imports, previous, before, newSteps, garbage);
  }

  Operation withGarbage(List<Garbage> newGarbage) {
    return new Operation(token, onFailure, imports, previous, before, steps, newGarbage);
  }
}
