package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import io.biomerkin.dsl.words.Block;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an IDE completes and shows: every block says its delegate, every word is explained. */
class DeclarationsTest {

  private static final Path SOURCES = Path.of("src/main/java/io/biomerkin/dsl/words");

  private static List<Class<?>> blocks() throws Exception {
    List<Class<?>> blocks = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Block.java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        blocks.add(Class.forName("io.biomerkin.dsl.words." + name));
      }
    }
    blocks.add(Class.forName("io.biomerkin.dsl.words.BlueprintScript"));
    return blocks;
  }

  private static List<Method> words(Class<?> block) {
    return Stream.of(block.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .toList();
  }

  @Test
  void every_block_says_what_its_words_are_and_that_no_others_are() throws Exception {
    int found = 0;
    for (Class<?> block : blocks()) {
      for (Method word : words(block)) {
        for (Parameter parameter : word.getParameters()) {
          if (Closure.class.isAssignableFrom(parameter.getType())) {
            DelegatesTo delegates = parameter.getAnnotation(DelegatesTo.class);
            assertThat(delegates).as("%s.%s", block.getSimpleName(), word.getName()).isNotNull();
            assertThat(delegates.strategy()).isEqualTo(Closure.DELEGATE_ONLY);
            assertThat(Block.class).isAssignableFrom(delegates.value());
            found++;
          }
        }
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(11);
  }

  @Test
  void every_word_is_explained() throws Exception {
    for (Class<?> block : blocks()) {
      String source = source(block);
      for (Method word : words(block)) {
        assertThat(source)
            .as("Javadoc of %s.%s", block.getSimpleName(), word.getName())
            .containsPattern("\\*/\\n  public [^\\n;=]*\\b" + word.getName() + "\\(");
      }
    }
  }

  private static String source(Class<?> block) throws IOException {
    return Files.readString(SOURCES.resolve(block.getSimpleName() + ".java"));
  }

  @Test
  void ides_are_told_which_words_a_blueprint_begins_with() throws IOException {
    assertThat(Files.readString(Path.of("src/main/resources/io/biomerkin/dsl/deployment.gdsl")))
        .contains("io.biomerkin.dsl.words.BlueprintScript");
  }
}
