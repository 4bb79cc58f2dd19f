package io.biomerkin.cloud;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The system's own buckets, through S3. */
public final class Buckets {

  /** Amazon S3: "DeleteObjects" tells them key by key, and no SDK asks again. */
  private static final Set<String> PASSING = Set.of("InternalError", "SlowDown");

  private static final int MOST_IN_VAIN = 3;

  private final S3Client client;

  /** The buckets of a cloud. */
  public Buckets(Cloud cloud) {
    this.client = cloud.client(S3Client.class);
  }

  /**
   * Removes every object with all its versions: CloudFormation deletes only empty buckets.
   *
   * @throws ProblemException when some cannot be removed
   */
  public void empty(String bucket) {
    try {
      boolean more;
      int vain = 0;
      do {
        ListObjectVersionsResponse page =
            client.listObjectVersions(r -> r.bucket(bucket).maxKeys(1000));
        List<ObjectIdentifier> objects = objects(page);
        List<S3Error> left = delete(bucket, objects);
        vain = left.isEmpty() || left.size() < objects.size() ? 0 : vain + 1;
        if (vain == MOST_IN_VAIN || !left.stream().map(S3Error::code).allMatch(PASSING::contains)) {
          throw stay(bucket, left);
        }
        more = Boolean.TRUE.equals(page.isTruncated()) || !left.isEmpty();
      } while (more);
    } catch (NoSuchBucketException e) {
      // Gone already: nothing to empty.
    }
  }

  private static List<ObjectIdentifier> objects(ListObjectVersionsResponse page) {
    List<ObjectIdentifier> objects = new ArrayList<>();
    page.versions().forEach(v -> objects.add(object(v.key(), v.versionId())));
    page.deleteMarkers().forEach(m -> objects.add(object(m.key(), m.versionId())));
    return objects;
  }

  private static ObjectIdentifier object(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  /** What could not be deleted: the call goes well all the same. */
  private List<S3Error> delete(String bucket, List<ObjectIdentifier> objects) {
    return objects.isEmpty()
        ? List.of()
        : client
            .deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(objects).quiet(true)))
            .errors();
  }

  private static ProblemException stay(String bucket, List<S3Error> left) {
    S3Error first = left.get(0);
    String more = left.size() == 1 ? "" : ", and " + (left.size() - 1) + " more";
    String kept =
        PASSING.contains(first.code())
            ? ""
            : "remove what keeps them (a legal hold, a bucket policy, a missing permission), then ";
    return new ProblemException(
        ProblemCode.CALL_REFUSED,
        "bucket " + bucket,
        "it cannot be emptied: "
            + first.key()
            + ": "
            + first.message()
            + " ("
            + first.code()
            + ")"
            + more,
        kept + "run the same command again");
  }
}
