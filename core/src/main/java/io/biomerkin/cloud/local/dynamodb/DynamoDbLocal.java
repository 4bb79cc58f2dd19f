package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * AWS's DynamoDB Local in this JVM, for as long as one piece of work takes. The only class that
 * touches it: who does not have it on the class path is told so here.
 */
final class DynamoDbLocal {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private DynamoDbLocal() {}

  /**
   * Starts it on its file, works, stops it. Starting takes a second or two the first time in a JVM,
   * some milliseconds after.
   */
  static <T> T with(DatabaseFile file, Function<DynamoDbClient, T> work) {
    file.check();
    try {
      return run(file.path(), work);
    } catch (NoClassDefFoundError e) {
      throw new ProblemException(
          ProblemCode.NOT_EMBEDDED,
          "DynamoDB",
          "the items of embedded tables need DynamoDB Local, which is not on the class path",
          "add the dependency software.amazon.dynamodb:DynamoDBLocal:3.3.1");
    }
  }

  private static <T> T run(Path file, Function<DynamoDbClient, T> work) {
    // The flag keeps it from reporting its use to AWS.
    AmazonDynamoDBLocal local = DynamoDBEmbedded.create(file.toFile(), Boolean.TRUE);
    try {
      return work.apply(local.dynamoDbClient());
    } finally {
      local.shutdown();
      awaitClosed(file);
    }
  }

  /** It closes its file in a thread of its own, and whoever opens it before finds it locked. */
  private static void awaitClosed(Path file) {
    Thread[] threads = new Thread[Thread.activeCount() * 2];
    int count = Thread.enumerate(threads);
    String name = "SQLiteQueue[" + file.getFileName() + "]";
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(name)) {
        join(threads[i]);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while closing DynamoDB Local");
    }
  }
}
