package io.biomerkin.cloud.local.lambda.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The line to the cloud: JSON, a line each, on the pipes that were standard input and output.
 * Whatever the function prints or reads itself goes elsewhere from here on.
 */
final class Channel {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new Unclosable(new FileOutputStream(FileDescriptor.err));
  private final PrintStream log = printer();

  private Channel() {}

  static Channel open() {
    Channel channel = new Channel();
    System.setIn(InputStream.nullInputStream());
    System.setOut(channel.printer());
    System.setErr(channel.printer());
    Thread listener = new Thread(channel::listen, "embedded-lambda");
    listener.setDaemon(true);
    listener.start();
    return channel;
  }

  /** Where lines of the log go, whatever the function makes of the standard streams. */
  PrintStream log() {
    return log;
  }

  JsonNode next() throws InterruptedException {
    return events.take();
  }

  synchronized void send(ObjectNode message) {
    try {
      out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      leave();
    }
  }

  /** Ends an invocation: the mark after its lines, then the message. */
  void finish(ObjectNode message) {
    log.print("\0END\n");
    send(message);
  }

  /** Ends the process, whatever threads the function left behind. */
  void leave() {
    Runtime.getRuntime().halt(0);
  }

  private PrintStream printer() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(MAPPER.readTree(line));
      }
    } catch (IOException e) {
      log.println("the next event could not be read: " + e.getMessage());
    } finally {
      leave();
    }
  }

  /** A function may close its standard output; the process's own stays open. */
  private static final class Unclosable extends FilterOutputStream {

    Unclosable(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
