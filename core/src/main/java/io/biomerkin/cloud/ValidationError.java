package io.biomerkin.cloud;

import java.util.Locale;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/**
 * What CloudFormation found wrong with a change set before anything was made of it (AWS: "Validate
 * stack deployments").
 *
 * @param where the resource and the path in the template, as far as they are told
 * @param reason what is wrong
 */
public record ValidationError(String where, String reason) {

  static ValidationError of(OperationEvent event) {
    String path = event.validationPath() == null ? "" : event.validationPath();
    String resource =
        event.logicalResourceId() == null
            ? ""
            : String.format(
                Locale.ROOT, "%s (%s)", event.logicalResourceId(), event.resourceType());
    String reason =
        event.validationStatusReason() == null
            ? event.hookStatusReason()
            : event.validationStatusReason();
    return new ValidationError(
        resource.isEmpty() || path.isEmpty() ? resource + path : resource + " " + path,
        reason == null ? String.valueOf(event.validationName()) : reason);
  }
}
