package io.biomerkin.cloud;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every status that a stack can have (AWS: "Stack status codes"): what it means for the
 * environment, and what is done about it.
 */
public enum StackStatus {
  CREATE_COMPLETE(Care.NONE, "it was created"),
  CREATE_FAILED(Care.DELETE, "its creation failed, and what was made of it was left there"),
  CREATE_IN_PROGRESS(Care.WAIT, "it is being created"),
  DELETE_COMPLETE(Care.RECREATE, "it is gone"),
  DELETE_FAILED(Care.DELETE, "something of it could not be deleted"),
  DELETE_IN_PROGRESS(Care.WAIT, "it is being deleted"),
  IMPORT_COMPLETE(Care.NONE, "resources were imported into it"),
  IMPORT_IN_PROGRESS(Care.WAIT, "resources are being imported into it"),
  IMPORT_ROLLBACK_COMPLETE(Care.NONE, "an import failed and was taken back"),
  IMPORT_ROLLBACK_FAILED(Care.ASK, "an import failed and could not be taken back"),
  IMPORT_ROLLBACK_IN_PROGRESS(Care.WAIT, "an import failed and is being taken back"),
  REVIEW_IN_PROGRESS(Care.REUSE, "it is only a name: its first change set was not executed"),
  ROLLBACK_COMPLETE(Care.RECREATE, "its creation failed, and all of it was removed"),
  ROLLBACK_FAILED(Care.DELETE, "its creation failed, and not all of it could be removed"),
  ROLLBACK_IN_PROGRESS(Care.WAIT, "its creation failed, and it is being removed"),
  UPDATE_COMPLETE(Care.NONE, "it was updated"),
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS(
      Care.WAIT, "it was updated, and what was replaced is being removed"),
  UPDATE_FAILED(Care.TAKE_BACK, "an update failed, and what it had changed was left so"),
  UPDATE_IN_PROGRESS(Care.WAIT, "it is being updated"),
  UPDATE_ROLLBACK_COMPLETE(Care.NONE, "an update failed and was taken back"),
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS(
      Care.WAIT, "an update was taken back, and what it had made is being removed"),
  UPDATE_ROLLBACK_FAILED(Care.CONTINUE, "an update failed, and could not be taken back whole"),
  UPDATE_ROLLBACK_IN_PROGRESS(Care.WAIT, "an update failed and is being taken back");

  /** What is done about a status. */
  public enum Care {
    /** Nothing: an update can start. */
    NONE,
    /** A deployment waits until CloudFormation is idle, and goes on with what comes then. */
    WAIT,
    /** A deployment makes it by its first change set. */
    REUSE,
    /** A deployment deletes what is left of its name and makes it anew. */
    RECREATE,
    /**
     * A deployment has the rollback continued once; {@code recover} does so too, leaving out the
     * resources that it is told.
     */
    CONTINUE,
    /** {@code recover} takes the update back. */
    TAKE_BACK,
    /** {@code recover} deletes it, leaving the resources that it is told; {@code destroy} too. */
    DELETE,
    /** Nothing that this tool could do. */
    ASK
  }

  private final Care care;
  private final String meaning;

  StackStatus(Care care, String meaning) {
    this.care = care;
    this.meaning = meaning;
  }

  /** The status of that name; empty for one that is newer than this tool. */
  static Optional<StackStatus> of(String name) {
    return Arrays.stream(values()).filter(status -> status.name().equals(name)).findFirst();
  }

  /** What is done about it. */
  public Care care() {
    return care;
  }

  /** What it means, as a clause about the stack. */
  public String meaning() {
    return meaning;
  }
}
