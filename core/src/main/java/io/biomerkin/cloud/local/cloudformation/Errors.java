package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;

/** CloudFormation's refusals, in its words. */
final class Errors {

  private Errors() {}

  static AwsServiceException validation(String message) {
    return of(CloudFormationException.builder(), 400, "ValidationError", message);
  }

  static AwsServiceException noSuchStack(String stack) {
    return validation("Stack with id " + stack + " does not exist");
  }

  static AwsServiceException alreadyExists(String message) {
    return of(AlreadyExistsException.builder(), 400, "AlreadyExistsException", message);
  }

  static AwsServiceException noSuchChangeSet(String changeSet) {
    return of(
        ChangeSetNotFoundException.builder(),
        404,
        "ChangeSetNotFound",
        "ChangeSet [" + changeSet + "] does not exist");
  }

  static AwsServiceException insufficientCapabilities(String capability) {
    return of(
        InsufficientCapabilitiesException.builder(),
        400,
        "InsufficientCapabilitiesException",
        "Requires capabilities : [" + capability + "]");
  }

  static AwsServiceException invalidChangeSetStatus(String message) {
    return of(InvalidChangeSetStatusException.builder(), 400, "InvalidChangeSetStatus", message);
  }

  /** AWS has it, the embedded cloud does not. */
  static ProblemException notEmbedded(String where, String what) {
    return new ProblemException(
        ProblemCode.NOT_EMBEDDED,
        where,
        "the embedded cloud does not know " + what,
        "docs/embedded-cloud.md lists what it has");
  }

  private static AwsServiceException of(
      AwsServiceException.Builder builder, int status, String code, String message) {
    return Refusal.of(builder, "CloudFormation", status, code, message);
  }
}
