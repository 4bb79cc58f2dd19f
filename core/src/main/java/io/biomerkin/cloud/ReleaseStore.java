package io.biomerkin.cloud;

import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.utils.DateUtils;

/**
 * The S3 bucket that keeps everything a release is made of. Its keys are told here and nowhere
 * else.
 */
public final class ReleaseStore {

  /** What the keys of all code packages begin with. */
  public static final String BUNDLES = "bundles/";

  /** What the keys of all templates begin with. */
  public static final String TEMPLATES = "templates/";

  /** What the keys of all manifests begin with. */
  public static final String MANIFESTS = "releases/";

  /** What the keys of all locks begin with. */
  public static final String LOCKS = "locks/";

  private final Cloud cloud;
  private final S3Client client;
  private final String bucket;

  /** The store of that name; {@link #make} makes it. */
  public ReleaseStore(Cloud cloud, String bucket) {
    this.cloud = cloud;
    this.client = cloud.client(S3Client.class);
    this.bucket = bucket;
  }

  /** Its name. */
  public String bucket() {
    return bucket;
  }

  /** Where the code package of that digest is kept. */
  public static String bundleKey(String sha256) {
    return BUNDLES + sha256 + ".zip";
  }

  /** Where the template of that digest is kept. */
  public static String templateKey(String sha256) {
    return TEMPLATES + sha256 + ".json";
  }

  /** Where a release's manifest is kept. */
  public static String manifestKey(String environment, String release) {
    return MANIFESTS + environment + "/" + release + "/manifest.json";
  }

  /** Where the lock of an environment is kept. */
  public static String lockKey(String environment) {
    return LOCKS + environment + ".json";
  }

  /** Where it is kept which code went past the stack of an environment. */
  public static String draftKey(String environment) {
    return "drafts/" + environment + ".json";
  }

  /** Where CloudFormation reads an object of the store. */
  public String url(String key) {
    return cloud.objectUrl(bucket, key);
  }

  /** Makes the bucket: private, encrypted, versioned, read over TLS alone. */
  public void make() {
    new StoreBucket(client, cloud.region(), bucket).make();
  }

  /** Makes the rest of a bucket that a process died over; does nothing to a whole one. */
  public void finish() {
    new StoreBucket(client, cloud.region(), bucket).finish();
  }

  /** Keeps a text; the same key again replaces it. */
  public void put(String key, String text) {
    put(key, RequestBody.fromString(text, StandardCharsets.UTF_8), Sha256.hex(text), null);
  }

  /** Keeps a file under a key that follows from its content: kept already is kept. */
  public void putOnce(String key, Path file, String sha256) {
    RequestBody body = RequestBody.fromFile(file);
    try {
      put(key, body, sha256, "*");
    } catch (S3Exception e) {
      if (e.statusCode() != 412) {
        throw e;
      }
      if (look(key, sha256) != Kept.WHOLE) {
        // Somebody put something else in its place; the store has that version still.
        put(key, body, sha256, null);
      }
    }
  }

  /** S3 refuses what does not arrive as it was sent, and tells the digest to whoever looks. */
  private void put(String key, RequestBody body, String sha256, @Nullable String ifNoneMatch) {
    client.putObject(
        r ->
            r.bucket(bucket)
                .key(key)
                .ifNoneMatch(ifNoneMatch)
                .checksumSHA256(Sha256.base64(sha256))
                .serverSideEncryption(ServerSideEncryption.AES256),
        body);
  }

  /** What the store has under a key that follows from its content. */
  public enum Kept {
    /** What the key says. */
    WHOLE,
    /** Something else. */
    ALTERED,
    /** Nothing. */
    MISSING
  }

  /**
   * Looks whether an object is there, bit for bit; reads it only where the store does not tell its
   * digest (Amazon S3: "Checking object integrity").
   */
  public Kept look(String key, String sha256) {
    try {
      String told =
          client
              .headObject(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
              .checksumSHA256();
      // One of several parts, as who copies large objects makes it, is no digest of the whole.
      String found = told == null || told.contains("-") ? read(key) : told;
      return found.equals(Sha256.base64(sha256)) ? Kept.WHOLE : Kept.ALTERED;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Kept.MISSING;
      }
      throw e;
    }
  }

  private String read(String key) {
    return client.getObject(
        r -> r.bucket(bucket).key(key),
        (response, content) -> {
          try {
            return Sha256.base64(Sha256.hex(content));
          } catch (IOException e) {
            throw RetryableException.create("reading " + key + ": " + e.getMessage(), e);
          }
        });
  }

  /**
   * Writes an object only as long as nobody else did. A text is nobody else's: one that is there
   * already was written by a call of ours whose answer was lost.
   *
   * @param seen the version that it must have now; empty when it must not be there
   * @return its new version, or empty when somebody was quicker
   */
  public Optional<String> putIf(String key, String text, Optional<String> seen) {
    try {
      return Optional.of(
          client
              .putObject(
                  r -> {
                    r.bucket(bucket).key(key);
                    seen.ifPresentOrElse(r::ifMatch, () -> r.ifNoneMatch("*"));
                  },
                  RequestBody.fromString(text, StandardCharsets.UTF_8))
              .eTag());
    } catch (NoSuchBucketException e) {
      throw e;
    } catch (S3Exception e) {
      // 409: two conditional writes at the same moment (S3: "Conditional requests").
      if (e.statusCode() == 412 || e.statusCode() == 409 || e.statusCode() == 404) {
        return get(key).filter(found -> found.text().equals(text)).map(Versioned::version);
      }
      throw e;
    }
  }

  /** Removes an object, if it is there. */
  public void remove(String key) {
    client.deleteObject(r -> r.bucket(bucket).key(key));
  }

  /** Removes an object that still has the version seen; otherwise does nothing. */
  public void removeIf(String key, String seen) {
    try {
      client.deleteObject(r -> r.bucket(bucket).key(key).ifMatch(seen));
    } catch (S3Exception e) {
      if (e.statusCode() != 412 && e.statusCode() != 404) {
        throw e;
      }
    }
  }

  /**
   * An object's text and version.
   *
   * @param age how long ago it was written, by the clock of the store alone
   */
  public record Versioned(String text, String version, Duration age) {}

  /** An object's text, or empty when there is none. */
  public Optional<Versioned> get(String key) {
    try {
      var answer = client.getObject(r -> r.bucket(bucket).key(key), ResponseTransformer.toBytes());
      return Optional.of(
          new Versioned(
              answer.asString(StandardCharsets.UTF_8),
              String.valueOf(answer.response().eTag()),
              age(answer.response())));
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      return Optional.empty();
    }
  }

  /** By the date of the answer: the clocks of the machines that write may differ. */
  private Duration age(GetObjectResponse answer) {
    Instant now =
        Optional.ofNullable(answer.sdkHttpResponse())
            .flatMap(http -> http.firstMatchingHeader("Date"))
            .map(DateUtils::parseRfc822Date)
            .orElseGet(cloud.clock()::now);
    return answer.lastModified() == null
        ? Duration.ZERO
        : Duration.between(answer.lastModified(), now);
  }

  /** Writes an object into a file, in place of what is there; whether there is such an object. */
  public boolean get(String key, Path file) {
    try {
      client.getObject(r -> r.bucket(bucket).key(key), into(file));
      return true;
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      return false;
    }
  }

  /** Written from its beginning again when the answer breaks off. */
  private static ResponseTransformer<GetObjectResponse, GetObjectResponse> into(Path file) {
    return (response, content) -> {
      try {
        long unused = Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        return response;
      } catch (IOException e) {
        throw RetryableException.create("reading it into " + file + ": " + e.getMessage(), e);
      }
    };
  }

  /** The keys that begin so, in their order. */
  public List<String> keys(String prefix) {
    return list(prefix).stream().map(Entry::key).toList();
  }

  /**
   * An object of the store.
   *
   * @param written when, by the clock of the store
   */
  public record Entry(String key, Instant written) {}

  /** What begins so, in the order of the keys. */
  public List<Entry> list(String prefix) {
    return client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object -> new Entry(object.key(), object.lastModified()))
        .toList();
  }

  /** Whether the failure says that there is no such bucket. */
  public static boolean isMissing(RuntimeException failure) {
    return failure instanceof NoSuchBucketException;
  }
}
