package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.Resource;

/** How a call of a resource type ended. */
sealed interface Outcome {

  /** It is done. */
  record Done(Resource resource) implements Outcome {}

  /**
   * It is not, for that reason.
   *
   * @param physicalId what there is of it nevertheless, or empty
   */
  record Failed(String reason, String physicalId) implements Outcome {

    Failed(String reason) {
      this(reason, "");
    }
  }
}
