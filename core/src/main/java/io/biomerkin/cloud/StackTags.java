package io.biomerkin.cloud;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Tags in CloudFormation's form. */
final class StackTags {

  private StackTags() {}

  static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
