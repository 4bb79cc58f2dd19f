package io.biomerkin.dsl.read;

import io.biomerkin.dsl.words.BlueprintScript;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.BlueprintRules;
import io.biomerkin.problem.ProblemCode;
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
    BlueprintScript script = new BlueprintScript(findings);
    try {
      ModuleNode module =
          Parser.parse(file, text, findings)
              .orElseThrow(() -> new ProblemException(findings.problems()));
      new Interpreter(findings, text).read(module, script);
    } catch (StackOverflowError e) {
      // A chain of thousands of words is read recursively, as Groovy's parser makes it.
      findings.report(
          new Position(1, 1), ProblemCode.SYNTAX, "blocks or lists are nested too deep", "");
      throw new ProblemException(findings.problems());
    }
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
  private static boolean isIndependent(ProblemCode code) {
    return switch (code) {
      case NAME_RULE,
          RANGE_RULE,
          VALUE_RULE,
          VARIABLE_RULE,
          DUPLICATE,
          ROUTE_RULE,
          UNKNOWN_WORD,
          WRONG_VALUE ->
          true;
      default -> false;
    };
  }
}
