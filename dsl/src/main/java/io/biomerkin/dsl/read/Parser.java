package io.biomerkin.dsl.read;

import groovy.lang.GroovyClassLoader;
import io.biomerkin.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Text to syntax tree, and no further: no transformation of Groovy's gets to see it. */
final class Parser {

  private final String file;
  private final String text;

  Parser(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The tree, or empty when the text is not Groovy, which is then reported. */
  static Optional<ModuleNode> parse(String file, String text, Findings findings) {
    Parser parser = new Parser(file, text);
    Optional<Position> tooDeep = Pieces.tooDeep(text);
    if (tooDeep.isPresent()) {
      // Groovy's parser would take minutes to say so.
      findings.report(tooDeep.get(), ProblemCode.SYNTAX, "blocks or lists are nested too deep", "");
      return Optional.empty();
    }
    return parser.inPieces().or(() -> parser.whole(findings));
  }

  /** The same tree as of the whole, sooner; empty where anything is out of the ordinary. */
  Optional<ModuleNode> inPieces() {
    try {
      return Optional.of(assemble(Pieces.of(text), text.codePoints().toArray()));
    } catch (CompilationFailedException | GroovySyntaxError | Unexpected | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private ModuleNode assemble(Pieces.Piece piece, int[] codePoints) {
    ModuleNode module = tree(piece.text(codePoints));
    Map<Position, Pieces.Piece> missing = new HashMap<>();
    piece.inner().forEach(inner -> missing.put(inner.at(), inner));
    List<ClosureExpression> blocks = new ArrayList<>();
    module
        .getStatementBlock()
        .visit(
            new CodeVisitorSupport() {
              @Override
              public void visitClosureExpression(ClosureExpression closure) {
                super.visitClosureExpression(closure);
                blocks.add(closure);
              }
            });
    for (ClosureExpression block : blocks) {
      Pieces.Piece inner = missing.remove(Position.of(block));
      if (inner != null) {
        ModuleNode body = assemble(inner, codePoints);
        if (!isPlain(body)) {
          throw new Unexpected();
        }
        block.setCode(body.getStatementBlock());
      }
    }
    if (!missing.isEmpty()) {
      throw new Unexpected();
    }
    return module;
  }

  /** Has nothing but statements: of a block, Groovy would not take the rest. */
  private static boolean isPlain(ModuleNode module) {
    return !module.hasPackage()
        && module.getImports().isEmpty()
        && module.getStarImports().isEmpty()
        && module.getStaticImports().isEmpty()
        && module.getStaticStarImports().isEmpty()
        && module.getMethods().isEmpty()
        && module.getClasses().stream().allMatch(ClassNode::isScript);
  }

  /** A text that is better parsed as a whole. */
  private static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private ModuleNode tree(String groovy) {
    CompilerConfiguration configuration = new CompilerConfiguration();
    try (GroovyClassLoader loader =
        new GroovyClassLoader(Parser.class.getClassLoader(), configuration)) {
      SourceUnit source =
          new SourceUnit(file, groovy, configuration, loader, new ErrorCollector(configuration));
      source.parse();
      source.completePhase();
      source.nextPhase();
      source.convert();
      return source.getAST();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<ModuleNode> whole(Findings findings) {
    try {
      return Optional.of(tree(text));
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
