package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.cloud.ReleaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** Lets the process of an operation die at one of its calls. */
final class Crash {

  private Crash() {}

  /** What no code of ours catches: as if the process had been killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record KillAt(int number, boolean after, AtomicInteger count) implements CallInterceptor {
    @Override
    public void before(Call call) {
      // Who died after a call makes no other one on the way out, such as giving the lock back.
      boolean dead = after ? count.get() >= number : count.incrementAndGet() >= number;
      if (dead) {
        throw new Killed();
      }
    }

    @Override
    public void after(Call call, @Nullable RuntimeException failure) {
      if (after && count.incrementAndGet() >= number) {
        throw new Killed();
      }
    }
  }

  /**
   * From that call on every call dies: a dead process does not even give its lock back.
   *
   * @param environment the one that the operation locks
   * @return whether the operation made so many calls
   */
  static boolean dies(
      Project project, String environment, int number, boolean after, Runnable operation) {
    project.interceptor = Optional.of(new KillAt(number, after, new AtomicInteger()));
    try {
      operation.run();
      return false;
    } catch (Killed e) {
      return true;
    } finally {
      project.interceptor = Optional.empty();
      buryOwner(project.store(environment), environment);
    }
  }

  /** This process lives on; the one that the lock names must not. */
  private static void buryOwner(ReleaseStore store, String environment) {
    String key = ReleaseStore.lockKey(environment);
    String pid = "\"pid\":" + ProcessHandle.current().pid();
    store.get(key).ifPresent(lock -> store.put(key, lock.text().replace(pid, "\"pid\":999999999")));
  }

  /** Nobody holds the lock, whoever died over giving it back. */
  static void assertFree(Project project, String environment) {
    assertThat(project.store(environment).get(ReleaseStore.lockKey(environment))).isEmpty();
  }

  /** The release store is whole, whoever died over making it. */
  static void assertWhole(Project project, String environment) {
    S3Client s3 = project.cloud(environment).client(S3Client.class);
    String bucket = project.store(environment).bucket();
    assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString()).isEqualTo("Enabled");
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket(bucket))
                .publicAccessBlockConfiguration()
                .restrictPublicBuckets())
        .isTrue();
    assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy()).contains("aws:SecureTransport");
    assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules()).hasSize(2);
  }

  /** No change set waits to be executed, whoever died over one. */
  static void assertNoChangeSetWaits(Project project, String environment, String stack) {
    assertThat(
            project
                .cloud(environment)
                .client(CloudFormationClient.class)
                .listChangeSets(r -> r.stackName(stack))
                .summaries())
        .noneMatch(set -> set.executionStatus() == ExecutionStatus.AVAILABLE);
  }

  /** The folder as it is, elsewhere. */
  static Path copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(folder).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }
}
