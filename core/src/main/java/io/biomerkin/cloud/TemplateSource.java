package io.biomerkin.cloud;

import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;

/** Where CloudFormation gets a template from. */
public sealed interface TemplateSource {

  /** The largest template that can be sent as text, bytes (AWS: "CloudFormation quotas"). */
  int MAX_TEXT = 51_200;

  /**
   * The template itself.
   *
   * @param body its text, at most {@link #MAX_TEXT} bytes
   */
  record Text(String body) implements TemplateSource {}

  /**
   * An object of the release store.
   *
   * @param url its URL
   */
  record Stored(String url) implements TemplateSource {}

  /** Puts it into a request. */
  default void into(CreateChangeSetRequest.Builder request) {
    if (this instanceof Text text) {
      request.templateBody(text.body());
    } else if (this instanceof Stored stored) {
      request.templateURL(stored.url());
    }
  }
}
