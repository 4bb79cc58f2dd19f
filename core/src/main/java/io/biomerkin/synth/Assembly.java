package io.biomerkin.synth;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The templates of one stack: its own, and those of the stacks that are nested in it.
 *
 * @param root its own
 * @param nested the others, by their logical ids in it; empty for a system that one stack holds
 */
public record Assembly(Template root, Map<String, Template> nested) {

  /** Copies its map, sorted. */
  public Assembly {
    nested = new TreeMap<>(nested);
  }

  /**
   * The templates of what was bound to code and release. What one stack cannot hold is split: each
   * agent has a place among the nested stacks that follows from its name alone, so that it never
   * moves because another was added. What was split once stays so, and an agent that the stack
   * itself has stays there: CloudFormation moves nothing from stack to stack.
   *
   * @param wasSplit whether the stack that runs is split
   * @param own the agents that the stack itself has; asked only where it matters
   * @param url where a template will be found, by its digest
   * @param quotas what one stack can hold
   * @throws ProblemException when a template is larger than CloudFormation takes
   */
  public static Assembly of(
      Template bound,
      boolean wasSplit,
      Supplier<Set<String>> own,
      UnaryOperator<String> url,
      Quotas quotas) {
    if (!wasSplit && quotas.fits(bound)) {
      return new Assembly(bound, Map.of());
    }
    Assembly assembly = new Split(bound, own.get(), url).assembly();
    require("the stack itself", assembly.root(), quotas);
    assembly.nested().forEach((id, template) -> require("nested stack " + id, template, quotas));
    return assembly;
  }

  /** All its templates. */
  public Collection<Template> templates() {
    List<Template> all = new ArrayList<>(nested.values());
    all.add(root);
    return all;
  }

  private static void require(String which, Template template, Quotas quotas) {
    if (!quotas.fits(template)) {
      throw new ProblemException(
          ProblemCode.TEMPLATE_TOO_LARGE,
          "template",
          "even split, "
              + which
              + " would have "
              + template.json().path("Resources").size()
              + " resources and "
              + template.json().path("Parameters").size()
              + " parameters in "
              + template.bytes().length
              + " bytes, CloudFormation takes "
              + quotas.resources()
              + " and "
              + quotas.parameters()
              + " in "
              + quotas.bytes(),
          "divide the system into two blueprints");
    }
  }
}
