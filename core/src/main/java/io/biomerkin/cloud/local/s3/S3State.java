package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.cloud.local.state.Documents;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where buckets, objects and contents are kept. */
final class S3State {

  private static final String OBJECTS = "s3/objects/";
  private static final String BLOBS = "s3/blobs/";

  private final LocalAccount account;

  S3State(LocalAccount account) {
    this.account = account;
  }

  LocalAccount account() {
    return account;
  }

  /** The present moment as S3 tells it: to the second. */
  Instant now() {
    return account.clock().now().truncatedTo(ChronoUnit.SECONDS);
  }

  Documents<Bucket> buckets() {
    return account.state().documents("s3/buckets", Bucket.class);
  }

  /** The bucket, or the service's refusal. */
  Bucket bucket(String name) {
    return buckets().get(name).orElseThrow(S3Errors::noSuchBucket);
  }

  /** What is known of a key; a history without versions when nothing is. */
  ObjectHistory history(Bucket bucket, String key) {
    return objects(bucket).get(id(key)).orElse(new ObjectHistory(key, List.of()));
  }

  /** All keys with at least one version, in S3's order: by their UTF-8 bytes. */
  List<ObjectHistory> histories(Bucket bucket) {
    return objects(bucket).all().stream()
        .sorted(Comparator.comparing(ObjectHistory::key, S3State::byBytes))
        .toList();
  }

  boolean isEmpty(Bucket bucket) {
    return objects(bucket).ids().isEmpty();
  }

  /**
   * Writes what is now true of a key, then drops contents that no version has any more. Dying
   * between the two leaves a content too many, never one too few.
   */
  void save(Bucket bucket, ObjectHistory before, ObjectHistory after) {
    if (after.versions().isEmpty()) {
      objects(bucket).remove(id(after.key()));
    } else {
      objects(bucket).put(id(after.key()), after);
    }
    before.versions().stream()
        .map(Version::sha256)
        .filter(sha256 -> !sha256.isEmpty() && !after.holds(sha256))
        .forEach(blobs(bucket, after.key())::remove);
  }

  /** The contents of a key: not shared between keys, so that none needs counting. */
  Blobs blobs(Bucket bucket, String key) {
    return account.state().blobs(BLOBS + bucket.name() + "/" + id(key));
  }

  /** Removes an empty bucket: first what makes it exist, then its folders. */
  void remove(Bucket bucket) {
    buckets().remove(bucket.name());
    removeTree(account.state().folder(OBJECTS + bucket.name()));
    removeTree(account.state().folder(BLOBS + bucket.name()));
  }

  static int byBytes(String a, String b) {
    return java.util.Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** A file name for any key: keys are longer, and richer in characters, than file names. */
  private static String id(String key) {
    return Sha256.hex(key);
  }

  private Documents<ObjectHistory> objects(Bucket bucket) {
    return account.state().documents(OBJECTS + bucket.name(), ObjectHistory.class);
  }

  private static void removeTree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object's version that a request means. */
  Version find(Bucket bucket, String key, Optional<String> versionId) {
    ObjectHistory history = history(bucket, key);
    if (versionId.isEmpty()) {
      return history.current().orElseThrow(() -> S3Errors.noSuchKey());
    }
    Version version = history.version(versionId.get()).orElseThrow(() -> S3Errors.noSuchVersion());
    if (version.deleteMarker()) {
      throw S3Errors.methodNotAllowed();
    }
    return version;
  }
}
