package io.biomerkin.dsl.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** A text in pieces is the same tree, at the same places, as in one. */
class PiecesTest {

  @Property(tries = 300)
  void a_text_in_pieces_is_the_same_tree(@ForAll("texts") String text) {
    assertSame(text);
  }

  @Example
  void large_blocks_are_taken_out_at_every_level() {
    String many = "agent('a', 'b.c') { memory 512; reads 'x', 'y' }\n".repeat(40);
    Pieces.Piece whole = Pieces.of("topology {\n" + many + "  agents {\n" + many + "  }\n}\n");
    assertThat(whole.inner()).hasSize(1);
    assertThat(whole.inner().get(0).inner()).hasSize(1);
    assertThat(whole.inner().get(0).inner().get(0).at()).isEqualTo(new Position(42, 10));
  }

  @Example
  void what_only_a_whole_file_may_have_is_not_taken_out_of_a_block() {
    String filler = "word 'a', b: 'c', d: 'e', f: 'g'\n".repeat(5);
    assertThat(parser("outer {\nimport java.io.File\n" + filler + "}\n").inPieces()).isEmpty();
    assertThat(parser("outer {\nvoid method() { }\n" + filler + "}\n").inPieces()).isEmpty();
  }

  @Example
  void blocks_with_parameters_and_texts_with_values_stay_whole() {
    String filler = "word 'a', b: 'c', d: 'e', f: 'g'\n".repeat(5);
    assertSame("outer { x ->\n" + filler + "}\n");
    assertSame(
        "outer { name \"a ${ [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] } b\"\n" + filler + "}\n");
    assertSame(
        "// { \uD83E\uDDEC\nouter { /* } \uD83E\uDDEC */ name '}' ; other '''\n{\n'''\n"
            + filler
            + "}\n");
    assertSame("outer {\r\n  inner {\r\n" + filler.replace("\n", "\r\n") + "  }\r\n}\r\n");
  }

  private static void assertSame(String text) {
    ModuleNode whole = parser(text).whole(new Findings("test.groovy")).orElseThrow();
    assertThat(parser(text).inPieces())
        .hasValueSatisfying(tree -> assertThat(told(tree)).isEqualTo(told(whole)));
  }

  private static Parser parser(String text) {
    return new Parser("test.groovy", text);
  }

  @Provide
  Arbitrary<String> texts() {
    return blocks(3).list().ofMinSize(1).ofMaxSize(3).map(lines -> String.join("\n", lines) + "\n");
  }

  private static Arbitrary<String> blocks(int depth) {
    Arbitrary<String> word =
        Arbitraries.of(
            "memory 512",
            "code 'lambda' // not { a block",
            "variables A: 'x', B: table('t')",
            "name(\"\uD83E\uDDEC {\")",
            "def x = [1, [a: 2], 'b']",
            "text '''\n  { of\n two lines'''",
            "runtime 'python3.11'; timeout minutes(15)",
            "get '/a/{id}', to: 'b', auth: none");
    if (depth == 0) {
      return word;
    }
    Arbitrary<String> block =
        blocks(depth - 1)
            .list()
            .ofMaxSize(6)
            .map(
                lines ->
                    lines.stream()
                        .map(line -> "    " + line)
                        .collect(Collectors.joining("\n", "agent('a', 'b') {\n", "\n}")));
    return Arbitraries.oneOf(word, block, block);
  }

  /** What the interpreter sees of a tree. */
  private static List<String> told(ModuleNode module) {
    List<String> told = new ArrayList<>();
    module
        .getStatementBlock()
        .visit(
            new CodeVisitorSupport() {
              private void tell(ASTNode node, String what) {
                told.add(node.getLineNumber() + ":" + node.getColumnNumber() + " " + what);
              }

              @Override
              public void visitMethodCallExpression(MethodCallExpression call) {
                tell(call, "call of " + call.getMethodAsString());
                super.visitMethodCallExpression(call);
              }

              @Override
              public void visitConstantExpression(ConstantExpression constant) {
                tell(constant, "constant " + constant.getValue());
              }

              @Override
              public void visitVariableExpression(VariableExpression variable) {
                tell(variable, "variable " + variable.getName());
              }

              @Override
              public void visitMapExpression(MapExpression map) {
                tell(map, "map");
                super.visitMapExpression(map);
              }

              @Override
              public void visitGStringExpression(GStringExpression text) {
                tell(text, "text");
                super.visitGStringExpression(text);
              }

              @Override
              public void visitClosureExpression(ClosureExpression closure) {
                tell(closure, closure.isParameterSpecified() ? "block with parameters" : "block");
                super.visitClosureExpression(closure);
              }
            });
    return told;
  }
}
