package io.biomerkin.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server between the engine and a cloud, which lets something go wrong with requests: what the
 * SDK's own clients make of that is part of what is tried.
 */
final class FaultyWire implements AutoCloseable {

  /** What goes wrong. */
  enum Kind {
    /** Refused, as there were too many. */
    THROTTLED,
    /** The service has a fault. */
    SERVER_ERROR,
    /** The request has its effect; the connection breaks before the answer. */
    LOST_ANSWER
  }

  /** Headers that the client of a connection sets by itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final URI cloud;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger firsts = new AtomicInteger();
  private final Set<String> hurt = ConcurrentHashMap.newKeySet();
  private volatile Kind kind = Kind.THROTTLED;

  /** The number of the request that is hurt; none when zero, every one when negative. */
  private volatile int number;

  FaultyWire(String cloud) {
    this.cloud = URI.create(cloud);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on the first attempt of each request goes wrong. */
  void hurtAll(Kind how) {
    hurt(-1, how);
  }

  /** From now on the first attempt of one request goes wrong; they are counted from 1. */
  void hurt(int which, Kind how) {
    number = which;
    kind = how;
    firsts.set(0);
    hurt.clear();
  }

  /** How many requests there were since then, each counted once. */
  int requests() {
    return firsts.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean hit = isHit(exchange, body);
      if (hit && kind != Kind.LOST_ANSWER) {
        refuse(exchange);
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (hit) {
        return; // closes the connection
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, List.copyOf(values));
                }
              });
      boolean empty = answer.body().length == 0;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  /**
   * Once a request: what the SDK sends again has the same id. Invocations are what the engine sends
   * again itself, under another id: of them every other one with the same text is a second attempt.
   */
  private boolean isHit(HttpExchange exchange, byte[] body) {
    String id = exchange.getRequestHeaders().getFirst("amz-sdk-invocation-id");
    String request =
        service(exchange).equals("lambda")
            ? exchange.getRequestURI() + new String(body, StandardCharsets.UTF_8)
            : String.valueOf(id);
    if (!hurt.add(request)) {
      hurt.remove(request);
      return false;
    }
    int count = firsts.incrementAndGet();
    return number < 0 || count == number;
  }

  /** In the words of the service that is asked. */
  private void refuse(HttpExchange exchange) throws IOException {
    boolean throttled = kind == Kind.THROTTLED;
    String message = throttled ? "Rate exceeded" : "fault";
    switch (service(exchange)) {
      case "s3" ->
          answer(
              exchange,
              throttled ? 503 : 500,
              "<Error><Code>%s</Code><Message>%s</Message></Error>"
                  .formatted(throttled ? "SlowDown" : "InternalError", message));
      case "cloudformation", "iam", "sns", "sts" ->
          answer(
              exchange,
              throttled ? 400 : 500,
              "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                  .formatted(throttled ? "Throttling" : "InternalFailure", message));
      default -> {
        exchange
            .getResponseHeaders()
            .set("x-amzn-ErrorType", throttled ? "TooManyRequestsException" : "ServiceException");
        answer(exchange, throttled ? 429 : 500, "{\"message\":\"" + message + "\"}");
      }
    }
  }

  /** By the signature: {@code Credential=KEY/20261124/us-east-1/s3/aws4_request}. */
  private static String service(HttpExchange exchange) {
    String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    return signature.replaceFirst("(?s).*Credential=[^/]*/[^/]*/[^/]*/([^/]*)/.*", "$1");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(cloud.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
