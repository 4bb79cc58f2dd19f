package io.biomerkin.dsl;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a blueprint file.
 *
 * @param name the file's name, without its folder
 * @param text its text
 */
record SourceText(String name, String text) {

  private static final long LARGEST = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static SourceText read(Path file) {
    String name = String.valueOf(file.getFileName());
    byte[] bytes = bytes(file);
    return of(name, decode(name, bytes));
  }

  /** The text without what does not belong to it. */
  static SourceText of(String name, String text) {
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (plain.isBlank()) {
      throw unreadable(name, "the blueprint is empty", "begin with application 'name'");
    }
    return new SourceText(name, plain);
  }

  private static byte[] bytes(Path file) {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw unreadable(
          name,
          "there is no such file",
          "run from the folder of the blueprint, or name it with -Dblueprint=FILE");
    }
    if (!Files.isRegularFile(file)) {
      throw unreadable(name, "is not a file", "name the blueprint with -Dblueprint=FILE");
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw unreadable(
            name,
            "has " + Files.size(file) + " bytes; a blueprint has at most " + LARGEST,
            "name the blueprint with -Dblueprint=FILE");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(name, "cannot be read: " + e.getMessage(), "give permission to read it");
    }
  }

  private static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    if (decoder.decode(input, output, true).isError()) {
      throw unreadable(
          name, "is not UTF-8: byte " + input.position() + " begins no letter", "save it as UTF-8");
    }
    return output.flip().toString();
  }

  private static ProblemException unreadable(String where, String what, String next) {
    return new ProblemException(ProblemCode.FILE_UNREADABLE, where, what, next);
  }
}
