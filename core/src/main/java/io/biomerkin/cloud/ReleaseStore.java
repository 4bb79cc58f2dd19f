package io.biomerkin.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
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
    return "bundles/" + sha256 + ".zip";
  }

  /** Where the template of that digest is kept. */
  public static String templateKey(String sha256) {
    return "templates/" + sha256 + ".json";
  }

  /** Where a release's manifest is kept. */
  public static String manifestKey(String environment, String release) {
    return "releases/" + environment + "/" + release + "/manifest.json";
  }

  /** Where the lock of an environment is kept. */
  public static String lockKey(String environment) {
    return "locks/" + environment + ".json";
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
    client.putObject(
        r -> r.bucket(bucket).key(key).serverSideEncryption(ServerSideEncryption.AES256),
        RequestBody.fromString(text, StandardCharsets.UTF_8));
  }

  /** Keeps a file under a key that follows from its content: kept already is kept. */
  public void putOnce(String key, Path file) {
    try {
      client.putObject(
          r ->
              r.bucket(bucket)
                  .key(key)
                  .ifNoneMatch("*")
                  .serverSideEncryption(ServerSideEncryption.AES256),
          RequestBody.fromFile(file));
    } catch (S3Exception e) {
      if (e.statusCode() != 412) {
        throw e;
      }
    }
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

  /** Whether there is such an object. */
  public boolean has(String key) {
    try {
      client.headObject(r -> r.bucket(bucket).key(key));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the failure says that there is no such bucket. */
  public static boolean isMissing(RuntimeException failure) {
    return failure instanceof NoSuchBucketException;
  }
}
