package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.local.ResourceSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What CloudFormation knows to be wrong with a template before it does anything. */
final class TemplateChecks {

  private static final Set<String> PSEUDO =
      Set.of(
          "AWS::AccountId",
          "AWS::Region",
          "AWS::Partition",
          "AWS::StackName",
          "AWS::StackId",
          "AWS::URLSuffix",
          "AWS::NoValue",
          "AWS::NotificationARNs");

  private final Template template;
  private final ResourceTypes types;

  private TemplateChecks(Template template, ResourceTypes types) {
    this.template = template;
    this.types = types;
  }

  /** Refuses a template that cannot become a stack. */
  static void check(Template template, ResourceTypes types) {
    TemplateChecks checks = new TemplateChecks(template, types);
    checks.types();
    checks.conditions();
    checks.references();
    checks.properties();
    checks.circles();
  }

  private void types() {
    Set<String> unknown = new TreeSet<>();
    template
        .resources()
        .values()
        .forEach(
            resource -> {
              if (types.find(resource.type()).isEmpty()) {
                unknown.add(resource.type());
              }
            });
    if (!unknown.isEmpty()) {
      throw TemplateParser.format("Unrecognized resource types: " + List.copyOf(unknown));
    }
  }

  private void conditions() {
    Set<String> unknown = new TreeSet<>();
    template.resources().values().forEach(r -> r.condition().ifPresent(unknown::add));
    template.outputs().values().forEach(o -> o.condition().ifPresent(unknown::add));
    unknown.removeAll(template.conditions().keySet());
    if (!unknown.isEmpty()) {
      throw TemplateParser.format(
          "Unresolved condition dependencies "
              + List.copyOf(unknown)
              + " in the Resources block of the template");
    }
    template.conditions().values().forEach(this::onlyParameters);
  }

  private void onlyParameters(JsonNode condition) {
    Set<String> unknown = new TreeSet<>();
    for (Reference reference : Reference.in(condition)) {
      if (!isValue(reference)) {
        unknown.add(reference.target());
      }
    }
    if (!unknown.isEmpty()) {
      throw TemplateParser.format(
          "Unresolved dependencies "
              + List.copyOf(unknown)
              + ". Cannot reference resources in the Conditions block of the template");
    }
  }

  private void references() {
    Set<String> unresolved = new LinkedHashSet<>();
    for (Template.Resource resource : template.resources().values()) {
      resource.dependsOn().stream()
          .filter(id -> !template.resources().containsKey(id))
          .forEach(unresolved::add);
      unresolved.addAll(unresolved(resource.properties()));
      unresolved.addAll(unresolved(resource.metadata()));
    }
    refuse(unresolved, "Resources");
    unresolved.clear();
    for (Template.Output output : template.outputs().values()) {
      unresolved.addAll(unresolved(output.value()));
      output.export().ifPresent(name -> unresolved.addAll(unresolved(name)));
    }
    refuse(unresolved, "Outputs");
  }

  private static void refuse(Set<String> unresolved, String block) {
    if (!unresolved.isEmpty()) {
      throw TemplateParser.format(
          "Unresolved resource dependencies "
              + List.copyOf(new TreeSet<>(unresolved))
              + " in the "
              + block
              + " block of the template");
    }
  }

  private List<String> unresolved(JsonNode expression) {
    List<String> unresolved = new ArrayList<>();
    for (Reference reference : Reference.in(expression)) {
      Template.Resource resource = template.resources().get(reference.target());
      if (resource == null) {
        if (!isValue(reference)) {
          unresolved.add(reference.target());
        }
      } else if (!reference.attribute().isEmpty()) {
        checkAttribute(reference, types.get(resource.type()).schema());
      }
    }
    return unresolved;
  }

  private boolean isValue(Reference reference) {
    return reference.attribute().isEmpty()
        && (PSEUDO.contains(reference.target())
            || template.parameters().containsKey(reference.target()));
  }

  private static void checkAttribute(Reference reference, ResourceSchema schema) {
    if (!schema.attributes().contains(reference.attribute())) {
      throw Errors.validation(
          "Template error: resource "
              + reference.target()
              + " does not support attribute type "
              + reference.attribute()
              + " in Fn::GetAtt");
    }
  }

  private void properties() {
    for (Map.Entry<String, Template.Resource> entry : template.resources().entrySet()) {
      Template.Resource resource = entry.getValue();
      ResourceSchema schema = types.get(resource.type()).schema();
      List<String> wrong = new ArrayList<>();
      resource
          .properties()
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!schema.knows(name)) {
                  wrong.add("#: extraneous key [" + name + "] is not permitted");
                }
              });
      new TreeSet<>(schema.required())
          .stream()
              .filter(name -> !resource.properties().has(name))
              .forEach(name -> wrong.add("#: required key [" + name + "] not found"));
      if (!wrong.isEmpty()) {
        throw Errors.validation(
            "Properties validation failed for resource "
                + entry.getKey()
                + " with message:\n"
                + wrong.stream().collect(Collectors.joining("\n")));
      }
    }
  }

  private void circles() {
    List<String> circle = DependencyGraph.of(template, template.resources().keySet()).circle();
    if (!circle.isEmpty()) {
      throw Errors.validation("Circular dependency between resources: " + circle);
    }
  }
}
