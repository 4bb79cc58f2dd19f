package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/** Reads and checks what a request wants a stack to be. */
final class Submissions {

  private static final int MOST_TAGS = 50;

  private final Stacks stacks;
  private final ResourceTypes types;
  private final TemplateSource source;
  private final ParameterValues parameters;

  Submissions(LocalAccount account, Stacks stacks, ResourceTypes types) {
    this.stacks = stacks;
    this.types = types;
    this.source = new TemplateSource(account);
    this.parameters = new ParameterValues(account);
  }

  /** The parts of a request that say what a stack is to be. */
  private record Wish(
      @Nullable String body,
      @Nullable String url,
      @Nullable Boolean usePrevious,
      List<Parameter> parameters,
      Optional<List<Tag>> tags,
      List<String> capabilities,
      List<String> notifications,
      @Nullable String role) {}

  Submission of(CreateChangeSetRequest request, Config previous) {
    return read(
        new Wish(
            request.templateBody(),
            request.templateURL(),
            request.usePreviousTemplate(),
            request.parameters(),
            request.hasTags() ? Optional.of(request.tags()) : Optional.empty(),
            request.capabilitiesAsStrings(),
            request.notificationARNs(),
            request.roleARN()),
        previous);
  }

  Submission of(CreateStackRequest request) {
    return read(
        new Wish(
            request.templateBody(),
            request.templateURL(),
            false,
            request.parameters(),
            Optional.of(request.tags()),
            request.capabilitiesAsStrings(),
            request.notificationARNs(),
            request.roleARN()),
        Config.none());
  }

  Submission of(UpdateStackRequest request, Config previous) {
    return read(
        new Wish(
            request.templateBody(),
            request.templateURL(),
            request.usePreviousTemplate(),
            request.parameters(),
            request.hasTags() ? Optional.of(request.tags()) : Optional.empty(),
            request.capabilitiesAsStrings(),
            request.notificationARNs(),
            request.roleARN()),
        previous);
  }

  /**
   * The same of a nested stack: what its parent was allowed, told and tagged with is its own too.
   *
   * @param tags the parent's
   */
  Submission nested(
      ObjectNode properties, Map<String, String> tags, Config parent, Config previous) {
    List<Parameter> given = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : properties.path("Parameters").properties()) {
      given.add(
          Parameter.builder()
              .parameterKey(each.getKey())
              .parameterValue(each.getValue().asText())
              .build());
    }
    Map<String, String> all = new LinkedHashMap<>(tags);
    for (JsonNode tag : properties.path("Tags")) {
      all.put(tag.path("Key").asText(), tag.path("Value").asText());
    }
    return read(
        new Wish(
            null,
            properties.path("TemplateURL").asText(),
            false,
            given,
            Optional.of(Views.tags(all)),
            parent.capabilities(),
            parent.notifications(),
            parent.role().orElse(null)),
        previous);
  }

  private Submission read(Wish wish, Config previous) {
    String body =
        Boolean.TRUE.equals(wish.usePrevious())
            ? stacks.template(previous.template())
            : source.read(Optional.ofNullable(wish.body()), Optional.ofNullable(wish.url()));
    Template template = TemplateParser.parse(body);
    TemplateChecks.check(template, types);
    Capabilities.check(template, wish.capabilities());
    Map<String, String> values =
        parameters.resolve(template, wish.parameters(), previous.parameters());
    return new Submission(
        template,
        new Config(
            stacks.keep(body),
            values,
            wish.tags().map(Submissions::tags).orElse(previous.tags()),
            wish.capabilities(),
            wish.notifications(),
            Optional.ofNullable(wish.role()).or(previous::role)));
  }

  private static Map<String, String> tags(List<Tag> tags) {
    if (tags.size() > MOST_TAGS) {
      throw Errors.validation("Too many tags: " + tags.size() + ", at most " + MOST_TAGS);
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Tag tag : tags) {
      if (map.put(tag.key(), tag.value()) != null) {
        throw Errors.validation("Duplicate tag keys found. Tag keys must be unique.");
      }
    }
    return map;
  }
}
