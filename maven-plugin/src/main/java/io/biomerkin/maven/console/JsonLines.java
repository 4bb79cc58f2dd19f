package io.biomerkin.maven.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.problem.Problem;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an operation does, for programs: a line of JSON for each event, as it happens. The last one
 * is {@code result} or {@code problems}.
 */
public final class JsonLines implements DeployListener {

  private final PrintStream out;
  private final Supplier<Instant> now;

  /** Writes to a stream; bare, so that another program can read it from {@code mvn -q}. */
  public JsonLines(PrintStream out, Supplier<Instant> now) {
    this.out = out;
    this.now = now;
  }

  @Override
  public void on(DeployEvent event) {
    String name = event.getClass().getSimpleName();
    line(Character.toLowerCase(name.charAt(0)) + name.substring(1), event);
  }

  /** What came of it. */
  public void result(Object result) {
    line("result", result);
  }

  private record Problems(List<Told> problems) {}

  private record Told(String code, String where, String what, String next) {}

  /** Why it failed, root cause first. */
  public void problems(List<Problem> problems) {
    List<Told> told =
        problems.stream().map(p -> new Told(p.code().id(), p.where(), p.what(), p.next())).toList();
    line("problems", new Problems(told));
  }

  private synchronized void line(String name, Object value) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("event", name)
            .put("at", now.get().toString())
            .setAll((ObjectNode) Json.tree(value));
    out.println(line);
    out.flush();
  }
}
