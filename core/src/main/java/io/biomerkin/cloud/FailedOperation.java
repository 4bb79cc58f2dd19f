package io.biomerkin.cloud;

import java.time.Instant;
import java.util.List;

/**
 * An operation of CloudFormation that did not go well.
 *
 * @param at when its last failure was
 * @param causes the resources that failed by themselves, the first cause first
 */
public record FailedOperation(Instant at, List<StackEvent> causes) {

  /** Copies its list. */
  public FailedOperation {
    causes = List.copyOf(causes);
  }
}
