import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Fills a repository with the markers of many earlier releases. */
final class ManyTags {

  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private ManyTags() {}

  /**
   * Each says what a tag says, of another environment, under an id and a time of its own.
   *
   * @param tag of a release in {@code dev}
   */
  static void write(Path folder, String tag, String environment, int count) throws Exception {
    String message = git(folder, "", "tag", "-l", "--format=%(contents)", tag);
    String commit = git(folder, "", "rev-parse", tag + "^{commit}").strip();
    String[] parts = tag.split("/");
    String prefix = parts[0] + "/" + environment + "/";
    message = message.replace("deployed to dev", "deployed to " + environment);
    message = message.replace("Environment: dev", "Environment: " + environment);
    StringBuilder stream = new StringBuilder();
    LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0);
    for (int i = 0; i < count; i++) {
      time = time.plusHours(1);
      String text = message.strip().replace(parts[2], ID.format(time)) + "\n";
      stream.append("tag ").append(prefix).append(ID.format(time)).append("\nfrom ").append(commit);
      stream.append("\ntagger Ada <ada@example.org> ").append(time.toEpochSecond(ZoneOffset.UTC));
      stream.append(" +0000\ndata ").append(text.getBytes(StandardCharsets.UTF_8).length);
      stream.append('\n').append(text);
    }
    git(folder, stream.toString(), "fast-import", "--quiet");
    git(folder, "", "pack-refs", "--all");
  }

  private static String git(Path folder, String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.toString());
    }
    return output;
  }
}
