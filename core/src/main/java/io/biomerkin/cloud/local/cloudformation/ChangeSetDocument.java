package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change set as it is kept.
 *
 * @param execution {@code AVAILABLE}, or {@code UNAVAILABLE} where there is nothing to execute
 * @param imports whether new resources whose name exists are taken over
 * @param revertsDrift whether it is drift-aware
 * @param root the change set that it is nested in
 * @param nests whether those of nested stacks were made with it
 * @param operationsSeen how many operations the stack had gone through when it was made
 */
record ChangeSetDocument(
    String id,
    String arn,
    String name,
    String stack,
    String type,
    Instant created,
    String description,
    String status,
    String reason,
    String execution,
    Config config,
    String onFailure,
    boolean imports,
    boolean revertsDrift,
    Optional<String> root,
    boolean nests,
    int operationsSeen,
    Optional<String> token,
    List<ChangeDocument> changes) {

  ChangeSetDocument {
    changes = List.copyOf(changes);
  }

  /** The same with other changes. */
  ChangeSetDocument with(List<ChangeDocument> others) {
    return new ChangeSetDocument(
        id,
        arn,
        name,
        stack,
        type,
        created,
        description,
        status,
        reason,
        execution,
        config,
        onFailure,
        imports,
        revertsDrift,
        root,
        nests,
        operationsSeen,
        token,
        others);
  }
}
