package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.Resource;

/** How a call of a resource type ended. */
sealed interface Outcome {

  /** It is done. */
  record Done(Resource resource) implements Outcome {}

  /** It is not, for that reason. */
  record Failed(String reason) implements Outcome {}
}
