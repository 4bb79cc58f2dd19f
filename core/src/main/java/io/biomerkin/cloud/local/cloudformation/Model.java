package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.cloudformation.StackDocument.OutputValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A stack's template with its names bound: what its resources and outputs come to. */
final class Model {

  private final Template template;
  private final Config config;
  private final StackScope scope;
  private final Intrinsics intrinsics;
  private final Set<String> active;
  private final DependencyGraph graph;

  private Model(Template template, Config config, StackScope scope) {
    this.template = template;
    this.config = config;
    this.scope = scope;
    this.intrinsics = new Intrinsics(scope);
    this.active = scope.active();
    this.graph = DependencyGraph.of(template, active);
  }

  /** The model of a configuration for a stack whose resources are looked up so. */
  static Model of(
      Stacks stacks,
      LiveStack stack,
      Template template,
      Config config,
      Function<String, Optional<Member>> resources) {
    Map<String, JsonNode> names =
        StackScope.names(template, config.parameters(), stacks, stack, config.notifications());
    return new Model(
        template, config, new StackScope(template, names, resources, stacks::exported));
  }

  /** The model of what a stack was last told to be. */
  static Model of(Stacks stacks, LiveStack stack) {
    Template template = TemplateParser.parse(stacks.template(stack.config().template()));
    return of(
        stacks,
        stack,
        template,
        stack.config(),
        id -> Optional.ofNullable(stack.resources().get(id)));
  }

  Template template() {
    return template;
  }

  /** The resources whose conditions hold. */
  Set<String> active() {
    return active;
  }

  DependencyGraph graph() {
    return graph;
  }

  Set<String> imports() {
    return scope.imports();
  }

  /** What a resource is to become, of no physical id yet. */
  Member target(String id, int generation, Instant now) {
    Template.Resource resource = template.resource(id);
    ObjectNode properties = intrinsics.members(resource.properties());
    ObjectNode metadata = intrinsics.members(resource.metadata());
    return member(id, properties, metadata, generation, now);
  }

  /** The same where its properties cannot be evaluated. */
  Member unevaluated(String id, int generation, Instant now) {
    return member(id, TemplateParser.object(), TemplateParser.object(), generation, now);
  }

  private Member member(
      String id, ObjectNode properties, ObjectNode metadata, int generation, Instant now) {
    Template.Resource resource = template.resource(id);
    return new Member(
        id,
        resource.type(),
        "",
        Map.of(),
        properties,
        config.tags(),
        metadata,
        DependencyGraph.needs(resource),
        resource.deletionPolicy(),
        resource.updateReplacePolicy(),
        generation,
        "CREATE_IN_PROGRESS",
        "",
        now);
  }

  /** The outputs whose conditions hold. */
  List<OutputValue> outputs() {
    List<OutputValue> values = new ArrayList<>();
    template
        .outputs()
        .forEach(
            (key, output) -> {
              if (output.condition().map(scope::condition).orElse(true)) {
                values.add(
                    new OutputValue(
                        key,
                        intrinsics.text(output.value(), "Output " + key),
                        output.description(),
                        output.export().map(name -> intrinsics.text(name, "Export")).orElse("")));
              }
            });
    return values;
  }
}
