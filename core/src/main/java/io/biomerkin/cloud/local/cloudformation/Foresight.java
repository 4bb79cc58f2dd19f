package io.biomerkin.cloud.local.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.cloudformation.ChangeDocument.Detail;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Foresees what becomes of one resource. */
final class Foresight {

  private final LiveStack stack;
  private final Submission submission;
  private final ResourceSchema schema;
  private final Member target;
  private final Masking masking;
  private final Map<String, Member> foreseen;

  Foresight(
      LiveStack stack,
      Submission submission,
      ResourceSchema schema,
      Member target,
      Masking masking,
      Map<String, Member> foreseen) {
    this.stack = stack;
    this.submission = submission;
    this.schema = schema;
    this.target = target;
    this.masking = masking;
    this.foreseen = foreseen;
  }

  /** The change, if the resource would change. */
  Optional<ChangeDocument> change(Optional<Member> before) {
    if (before.isEmpty()) {
      return Optional.of(addition());
    }
    Difference difference = Difference.of(schema, before.get(), target);
    return difference.isEmpty()
        ? Optional.empty()
        : Optional.of(modification(before.get(), difference));
  }

  /** What other resources see of it. */
  Member member(Optional<Member> before) {
    Map<String, String> unknown = new LinkedHashMap<>();
    schema.attributes().forEach(name -> unknown.put(name, Scope.KNOWN_AFTER_APPLY));
    if (before.isEmpty()) {
      return target.being(Scope.KNOWN_AFTER_APPLY, unknown);
    }
    Difference difference = Difference.of(schema, before.get(), target);
    if (difference.isEmpty()) {
      return before.get();
    }
    boolean kept = replacement(difference).equals("False");
    return target.being(kept ? before.get().physicalId() : Scope.KNOWN_AFTER_APPLY, unknown);
  }

  /** The removal of a resource that the template no longer has. */
  static ChangeDocument removal(Member old, Masking masking) {
    return new ChangeDocument(
        "Remove",
        old.logicalId(),
        old.physicalId(),
        old.type(),
        "",
        old.deletionPolicy().equals("Delete") ? "Delete" : "Retain",
        List.of(),
        List.of(),
        context(old, masking),
        "",
        "",
        Optional.empty());
  }

  /** One that exists becomes the stack's. */
  ChangeDocument takeover(String physicalId) {
    return addition("Import", physicalId);
  }

  private ChangeDocument addition() {
    return addition("Add", "");
  }

  private ChangeDocument addition(String action, String physicalId) {
    return new ChangeDocument(
        action,
        target.logicalId(),
        physicalId,
        target.type(),
        "",
        "",
        List.of(),
        List.of(),
        "",
        context(target, masking),
        "",
        Optional.empty());
  }

  private ChangeDocument modification(Member old, Difference difference) {
    List<Detail> details = new ArrayList<>();
    difference.properties().forEach(name -> details.addAll(property(old, name)));
    if (difference.tags()) {
      details.add(attribute("Tags"));
    }
    if (difference.metadata()) {
      details.add(attribute("Metadata"));
    }
    Set<String> scope = new LinkedHashSet<>();
    details.forEach(detail -> scope.add(detail.attribute()));
    String replacement = replacement(difference);
    String policy =
        !replacement.equals("True")
            ? ""
            : target.updateReplacePolicy().equals("Delete")
                ? "ReplaceAndDelete"
                : "ReplaceAndRetain";
    return new ChangeDocument(
        "Modify",
        target.logicalId(),
        old.physicalId(),
        target.type(),
        replacement,
        policy,
        List.copyOf(scope),
        details,
        context(old, masking),
        context(target, masking),
        "",
        Optional.empty());
  }

  /** Certain where a value is known to differ, conditional where it only may. */
  private String replacement(Difference difference) {
    List<String> replacing =
        difference.properties().stream().filter(schema.replacing()::contains).toList();
    if (replacing.isEmpty()) {
      return "False";
    }
    return replacing.stream().anyMatch(name -> !isDynamic(name)) ? "True" : "Conditional";
  }

  private boolean isDynamic(String property) {
    return target.properties().path(property).toString().contains(Scope.KNOWN_AFTER_APPLY);
  }

  private List<Detail> property(Member old, String name) {
    JsonNode expression =
        submission.template().resource(target.logicalId()).properties().path(name);
    List<Detail> details = new ArrayList<>();
    Set<Reference> references = Reference.in(expression);
    if (isDynamic(name)) {
      references.stream()
          .filter(this::isUnknown)
          .forEach(reference -> details.add(detail(old, name, reference)));
    } else {
      references.stream()
          .filter(reference -> isChangedParameter(reference.target()))
          .forEach(
              reference ->
                  details.add(
                      detail(old, name, "Static", "ParameterReference", reference.target())));
    }
    if (details.isEmpty()) {
      details.add(detail(old, name, "Static", "DirectModification", ""));
    }
    return details;
  }

  private Detail detail(Member old, String name, Reference reference) {
    return reference.attribute().isEmpty()
        ? detail(old, name, "Dynamic", "ResourceReference", reference.target())
        : detail(
            old,
            name,
            "Dynamic",
            "ResourceAttribute",
            reference.target() + "." + reference.attribute());
  }

  private boolean isUnknown(Reference reference) {
    Member member = foreseen.get(reference.target());
    return member != null
        && (reference.attribute().isEmpty()
                ? member.physicalId()
                : member.attributes().getOrDefault(reference.attribute(), ""))
            .equals(Scope.KNOWN_AFTER_APPLY);
  }

  private boolean isChangedParameter(String name) {
    Map<String, String> now = submission.config().parameters();
    return now.containsKey(name) && !now.get(name).equals(stack.config().parameters().get(name));
  }

  private Detail detail(Member old, String name, String evaluation, String source, String cause) {
    String before = text(old.properties().path(name));
    String after = text(target.properties().path(name));
    String changeType = before.isEmpty() ? "Add" : after.isEmpty() ? "Remove" : "Modify";
    boolean isTags = name.equals("Tags");
    return new Detail(
        isTags ? "Tags" : "Properties",
        isTags ? "" : name,
        schema.replacing().contains(name) ? "Always" : "Never",
        masking.mask(before),
        masking.mask(after),
        changeType,
        evaluation,
        source,
        cause);
  }

  private static Detail attribute(String attribute) {
    return new Detail(attribute, "", "Never", "", "", "Modify", "Static", "DirectModification", "");
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "" : node.isTextual() ? node.asText() : node.toString();
  }

  private static String context(Member member, Masking masking) {
    ObjectNode context = TemplateParser.object();
    context.set("Properties", member.properties());
    if (!member.metadata().isEmpty()) {
      context.set("Metadata", member.metadata());
    }
    return masking.mask(context.toString());
  }
}
