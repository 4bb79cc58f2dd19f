package io.biomerkin.cloud.local.lambda.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects what a function prints, one invocation at a time; a mark on the stream ends one. */
final class PrintedLines implements Runnable {

  private static final String MARK = "\0END";
  private static final int LONGEST_LINE = 256 * 1024;
  private static final int MOST = 1024 * 1024;

  private final InputStream stream;
  private final BlockingQueue<List<String>> ended = new LinkedBlockingQueue<>();
  private List<String> lines = new ArrayList<>();
  private int size;

  PrintedLines(InputStream stream) {
    this.stream = new BufferedInputStream(stream);
  }

  /** Reads until the stream ends. */
  @Override
  public void run() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (stream) {
      for (int read = stream.read(); read >= 0; read = stream.read()) {
        if (read == '\n' || line.size() >= LONGEST_LINE) {
          take(line.toString(StandardCharsets.UTF_8));
          line.reset();
        }
        if (read != '\n') {
          line.write(read);
        }
      }
    } catch (IOException e) {
      add("the end of the output could not be read: " + e.getMessage());
    }
    if (line.size() > 0) {
      take(line.toString(StandardCharsets.UTF_8));
    }
    end();
  }

  /** The lines of the invocation that ended; waits for its mark, not for ever. */
  List<String> next() throws InterruptedException {
    List<String> next = ended.poll(5, TimeUnit.SECONDS);
    return next == null ? List.of() : next;
  }

  private void take(String line) {
    int mark = line.indexOf(MARK);
    if (mark < 0) {
      add(line);
      return;
    }
    if (mark > 0) {
      add(line.substring(0, mark));
    }
    end();
  }

  private void add(String line) {
    if (size <= MOST && size + line.length() > MOST) {
      lines.add("more than " + MOST + " characters were printed; the rest is left out");
    }
    size += line.length();
    if (size <= MOST) {
      lines.add(line);
    }
  }

  private void end() {
    ended.add(lines);
    lines = new ArrayList<>();
    size = 0;
  }
}
