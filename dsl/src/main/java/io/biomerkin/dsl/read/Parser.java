package io.biomerkin.dsl.read;

import io.biomerkin.problem.ProblemCode;
import java.util.Optional;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Text to syntax tree, and no further: no transformation of Groovy's gets to see it. */
final class Parser {

  private Parser() {}

  /** The tree, or empty when the text is not Groovy, which is then reported. */
  static Optional<ModuleNode> parse(String file, String text, Findings findings) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    try (groovy.lang.GroovyClassLoader loader =
        new groovy.lang.GroovyClassLoader(Parser.class.getClassLoader(), configuration)) {
      SourceUnit source =
          new SourceUnit(file, text, configuration, loader, new ErrorCollector(configuration));
      source.parse();
      source.completePhase();
      source.nextPhase();
      source.convert();
      return Optional.of(source.getAST());
    } catch (MultipleCompilationErrorsException e) {
      e.getErrorCollector().getErrors().stream()
          .filter(SyntaxErrorMessage.class::isInstance)
          .map(error -> ((SyntaxErrorMessage) error).getCause())
          .forEach(error -> report(error, findings));
      if (findings.isEmpty()) {
        report(e, findings);
      }
    } catch (CompilationFailedException e) {
      report(e, findings);
    } catch (StackOverflowError e) {
      findings.report(
          new Position(1, 1), ProblemCode.SYNTAX, "blocks or lists are nested too deep", "");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Optional.empty();
  }

  private static void report(SyntaxException error, Findings findings) {
    String message = String.valueOf(error.getOriginalMessage()).strip();
    findings.report(
        new Position(Math.max(1, error.getStartLine()), Math.max(1, error.getStartColumn())),
        ProblemCode.SYNTAX,
        message.lines().findFirst().orElse("this is not Groovy"),
        "");
  }

  private static void report(CompilationFailedException error, Findings findings) {
    String message = String.valueOf(error.getMessage()).strip();
    findings.report(
        new Position(1, 1),
        ProblemCode.SYNTAX,
        message.lines().findFirst().orElse("this is not Groovy"),
        "");
  }
}
