package io.biomerkin.dsl.read;

import io.biomerkin.dsl.words.BlueprintScript;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintRules;
import io.biomerkin.problem.ProblemException;
import org.codehaus.groovy.ast.ModuleNode;

/** Reads a text: parse, interpret, then check what it declares. */
public final class Reading {

  private Reading() {}

  /**
   * The blueprint that the text declares.
   *
   * @throws ProblemException with every problem, in the order of the file
   */
  public static Blueprint read(String file, String text) {
    Findings findings = new Findings(file);
    ModuleNode module =
        Parser.parse(file, text, findings)
            .orElseThrow(() -> new ProblemException(findings.problems()));
    BlueprintScript script = new BlueprintScript(findings);
    new Interpreter(findings, text).read(module, script);
    Blueprint blueprint = BlueprintScript.blueprint(script);
    // What was not understood would only be told a second time as missing or unknown.
    boolean understood = findings.isEmpty();
    BlueprintRules.problems(blueprint).stream()
        .filter(problem -> understood || isIndependent(problem.code()))
        .forEach(findings::report);
    if (!findings.isEmpty()) {
      throw new ProblemException(findings.problems());
    }
    return blueprint;
  }

  /** Rules that look at one value alone. */
  private static boolean isIndependent(io.biomerkin.problem.ProblemCode code) {
    return switch (code) {
      case NAME_RULE, RANGE_RULE, VALUE_RULE, VARIABLE_RULE, DUPLICATE, ROUTE_RULE -> true;
      default -> false;
    };
  }
}
