package io.biomerkin.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.ZipInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class PackageProperties {

  /** What this machine can write into a file name. */
  private static final String LETTERS =
      "abc .-_äß中"
          .chars()
          .filter(
              c ->
                  Charset.forName(System.getProperty("sun.jnu.encoding"))
                      .newEncoder()
                      .canEncode((char) c))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();

  private final List<Path> folders = new ArrayList<>();

  @BeforeProperty
  @AfterProperty
  void clean() throws IOException {
    for (Path folder : folders) {
      try (var below = Files.walk(folder)) {
        for (Path path : below.sorted(Collections.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
    folders.clear();
  }

  @Property(tries = 60)
  void every_tree_comes_out_of_its_zip_as_it_went_in(@ForAll("trees") Map<String, String> tree)
      throws IOException {
    Path folder = write(new ArrayList<>(tree.entrySet()));
    assertThat(unzip(zip(folder))).isEqualTo(tree);
  }

  @Property(tries = 40)
  void the_order_of_writing_does_not_change_a_byte(
      @ForAll("trees") Map<String, String> tree, @ForAll Random random) throws IOException {
    List<Map.Entry<String, String>> shuffled = new ArrayList<>(tree.entrySet());
    Collections.shuffle(shuffled, random);
    Path one = write(new ArrayList<>(tree.entrySet()));
    Path other = write(shuffled);
    assertThat(zip(one)).isEqualTo(zip(other));
    assertThat(Fingerprint.of(scan(one), "").hex())
        .isEqualTo(Fingerprint.of(scan(other), "").hex());
  }

  @Property(tries = 40)
  void any_other_content_or_name_has_another_fingerprint(
      @ForAll("trees") Map<String, String> tree, @ForAll Random random) throws IOException {
    List<String> names = new ArrayList<>(tree.keySet());
    String name = names.get(random.nextInt(names.size()));
    Map<String, String> changed = new TreeMap<>(tree);
    changed.put(name, tree.get(name) + "x");
    Map<String, String> renamed = new TreeMap<>(tree);
    renamed.put(name + "-renamed", String.valueOf(renamed.remove(name)));
    String before = fingerprint(tree);
    assertThat(fingerprint(changed)).isNotEqualTo(before);
    assertThat(fingerprint(renamed)).isNotEqualTo(before);
  }

  @Property(tries = 60)
  void deflated_parts_are_one_stream_that_the_jdk_inflates(
      @ForAll @IntRange(max = 300_000) int size,
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll @IntRange(min = 1, max = 256) int alphabet,
      @ForAll Random random)
      throws Exception {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) random.nextInt(alphabet);
    }
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    int part = size / parts;
    for (int i = 0; i < parts; i++) {
      boolean last = i == parts - 1;
      int length = last ? size - i * part : part;
      deflated.writeBytes(Deflating.deflate(content, i * part, length, last));
    }
    Inflater inflater = new Inflater(true);
    inflater.setInput(deflated.toByteArray());
    byte[] inflated = new byte[size + 1];
    int count = inflater.inflate(inflated);
    assertThat(inflater.finished()).isTrue();
    assertThat(java.util.Arrays.copyOf(inflated, count)).isEqualTo(content);
    inflater.end();
  }

  @Provide
  Arbitrary<Map<String, String>> trees() {
    Arbitrary<String> name = Arbitraries.strings().withChars(LETTERS).ofMinLength(1).ofMaxLength(6);
    Arbitrary<String> path =
        name.list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(names -> String.join("/", names.stream().map(part -> "n" + part).toList()));
    Arbitrary<String> content =
        Arbitraries.strings().ascii().ofMaxLength(2_000).map(text -> text.repeat(3));
    return Arbitraries.maps(path, content)
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(PackageProperties::withoutFilesAsFolders);
  }

  /** A name cannot be a file and a folder at once. */
  private static Map<String, String> withoutFilesAsFolders(Map<String, String> tree) {
    Map<String, String> possible = new TreeMap<>();
    tree.forEach(
        (path, content) -> {
          boolean folder = tree.keySet().stream().anyMatch(other -> other.startsWith(path + "/"));
          if (!folder) {
            possible.put(path, content);
          }
        });
    return possible;
  }

  private Path write(List<Map.Entry<String, String>> tree) throws IOException {
    Path folder = Files.createTempDirectory("package-");
    folders.add(folder);
    for (Map.Entry<String, String> file : tree) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder;
  }

  private String fingerprint(Map<String, String> tree) throws IOException {
    return Fingerprint.of(scan(write(new ArrayList<>(tree.entrySet()))), "").hex();
  }

  private static List<SourceFile> scan(Path folder) {
    return SourceTree.scan(folder, "code", IgnoreRules.of(folder));
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    DeterministicZip.write(scan(folder), output, file -> {});
    return output.toByteArray();
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (ZipInputStream input = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
        assertThat(entry.getExtra()).isNull();
        tree.put(
            entry.getName(),
            new String(input.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return tree;
  }
}
