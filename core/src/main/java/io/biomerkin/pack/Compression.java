package io.biomerkin.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compresses files on all cores. Each is read once, a large one is cut into parts of one size, so
 * that the result depends on the content alone.
 */
final class Compression {

  private static final int PART = 1 << 20;

  /** Files compressed together: bounds the memory in use. */
  private static final long BATCH = 32L << 20;

  private Compression() {}

  /** Cuts the files, in order, into groups to compress and write one after another. */
  static List<List<SourceFile>> batches(List<SourceFile> files) {
    List<List<SourceFile>> batches = new ArrayList<>();
    List<SourceFile> batch = new ArrayList<>();
    long size = 0;
    for (SourceFile file : files) {
      if (size > 0 && size + file.size() > BATCH) {
        batches.add(List.copyOf(batch));
        batch.clear();
        size = 0;
      }
      batch.add(file);
      size += file.size();
    }
    batches.add(List.copyOf(batch));
    return batches;
  }

  static List<CompressedFile> compress(List<SourceFile> batch) {
    List<Input> inputs = batch.parallelStream().map(Compression::read).toList();
    List<Part> parts = inputs.stream().flatMap(input -> parts(input).stream()).toList();
    Map<SourceFile, List<byte[]>> deflated = new HashMap<>();
    List<byte[]> results = parts.parallelStream().map(Part::deflate).toList();
    for (int i = 0; i < results.size(); i++) {
      deflated
          .computeIfAbsent(parts.get(i).input.source, source -> new ArrayList<>())
          .add(results.get(i));
    }
    return inputs.parallelStream()
        .map(
            input ->
                CompressedFile.of(
                    input.source, input.content, deflated.getOrDefault(input.source, List.of())))
        .collect(Collectors.toList());
  }

  private static Input read(SourceFile source) {
    try {
      return new Input(source, Files.readAllBytes(source.file()));
    } catch (IOException e) {
      throw Faults.unreadable(source.file(), e);
    }
  }

  private static List<Part> parts(Input input) {
    int count = (input.content.length + PART - 1) / PART;
    return IntStream.range(0, count).mapToObj(i -> new Part(input, i * PART)).toList();
  }

  private record Input(SourceFile source, byte[] content) {}

  private record Part(Input input, int start) {
    byte[] deflate() {
      int length = Math.min(PART, input.content.length - start);
      return Deflating.deflate(
          input.content, start, length, start + length == input.content.length);
    }
  }
}
