package io.biomerkin.dsl.read;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;

/**
 * Cuts a text at its larger blocks. Groovy's parser looks ahead over whole blocks, several times on
 * each level, so that a text of many nested ones takes it seconds; in pieces it takes a fifth.
 */
final class Pieces {

  /** Less than this is parsed with what surrounds it: a piece costs something too. */
  private static final int FEWEST_TOKENS = 10;

  /** Every piece is preceded by as many line ends as it has in the text: so not too many pieces. */
  private static final int MOST_PIECES = 50;

  /** No blueprint has a use for a tenth of it. */
  private static final int DEEPEST = 50;

  private static final Set<Integer> OPENING =
      Set.of(GroovyLangLexer.LBRACE, GroovyLangLexer.LBRACK, GroovyLangLexer.LPAREN);
  private static final Set<Integer> CLOSING =
      Set.of(GroovyLangLexer.RBRACE, GroovyLangLexer.RBRACK, GroovyLangLexer.RPAREN);

  private final List<Token> tokens = new ArrayList<>();
  private final int fewest;

  private Pieces(String text) {
    GroovyLangLexer lexer = new GroovyLangLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      tokens.add(token);
    }
    fewest = Math.max(FEWEST_TOKENS, tokens.size() / MOST_PIECES);
  }

  /** The first bracket of the one too many that are open at once; empty where none is. */
  static Optional<Position> tooDeep(String text) {
    int depth = 0;
    try {
      for (Token token : new Pieces(text).tokens) {
        depth += OPENING.contains(token.getType()) ? 1 : CLOSING.contains(token.getType()) ? -1 : 0;
        if (depth > DEEPEST) {
          return Optional.of(new Position(token.getLine(), token.getCharPositionInLine() + 1));
        }
      }
    } catch (GroovySyntaxError e) {
      // The parser tells it better.
    }
    return Optional.empty();
  }

  /**
   * A part of the text.
   *
   * @param at where the brace before it stands
   * @param from its first character, in code points
   * @param to the one after its last, in code points
   * @param inner the pieces that are taken out of it
   */
  record Piece(Position at, int from, int to, List<Piece> inner) {

    /** Its text at the lines and columns that it has in the whole, without what is taken out. */
    String text(int[] whole) {
      StringBuilder text = new StringBuilder();
      text.append("\n".repeat(at.line() - 1)).append(" ".repeat(at.column()));
      int next = from;
      for (Piece piece : inner) {
        text.append(new String(whole, next, piece.from - next));
        for (int i = piece.from; i < piece.to; i++) {
          text.append(whole[i] == '\n' || whole[i] == '\r' ? (char) whole[i] : ' ');
        }
        next = piece.to;
      }
      return text.append(new String(whole, next, to - next)).toString();
    }
  }

  /** The whole text with its pieces; without any where braces do not match. */
  static Piece of(String text) {
    int length = text.codePointCount(0, text.length());
    return new Piece(new Position(1, 0), 0, length, new Pieces(text).cut());
  }

  /** A block that is open while the tokens go by. */
  private static final class Open {
    private final Token brace;
    private final boolean cuttable;
    private final List<Piece> inner = new ArrayList<>();
    private int tokens;
    private boolean hasParameters;

    private Open(Token brace, boolean cuttable) {
      this.brace = brace;
      this.cuttable = cuttable;
    }
  }

  private List<Piece> cut() {
    if (tokens.isEmpty()) {
      return List.of();
    }
    Open whole = new Open(tokens.get(0), false);
    Deque<Open> open = new ArrayDeque<>(List.of(whole));
    int before = Token.EOF;
    for (Token token : tokens) {
      open.element().tokens++;
      switch (token.getType()) {
        case GroovyLangLexer.LBRACE -> open.push(new Open(token, !isInText(before)));
        case GroovyLangLexer.ARROW -> open.element().hasParameters = true;
        case GroovyLangLexer.RBRACE -> {
          if (open.size() == 1) {
            return List.of();
          }
          close(open.pop(), token, open.element());
        }
        default -> {}
      }
      before = token.getType();
    }
    return open.size() == 1 ? whole.inner : List.of();
  }

  private void close(Open block, Token end, Open outer) {
    if (!block.cuttable || block.hasParameters || block.tokens < fewest) {
      outer.tokens += block.tokens;
      outer.inner.addAll(block.inner);
      return;
    }
    Position at = new Position(block.brace.getLine(), block.brace.getCharPositionInLine() + 1);
    outer.inner.add(
        new Piece(at, block.brace.getStartIndex() + 1, end.getStartIndex(), block.inner));
  }

  /** {@code "${…}"}. */
  private static boolean isInText(int before) {
    return before == GroovyLangLexer.GStringBegin || before == GroovyLangLexer.GStringPart;
  }
}
