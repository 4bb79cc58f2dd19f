package io.biomerkin.cloud;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The system's own buckets, through S3. */
public final class Buckets {

  private final S3Client client;

  /** The buckets of a cloud. */
  public Buckets(Cloud cloud) {
    this.client = cloud.client(S3Client.class);
  }

  /** Removes every object with all its versions: CloudFormation deletes only empty buckets. */
  public void empty(String bucket) {
    try {
      ListObjectVersionsResponse page;
      do {
        page = client.listObjectVersions(r -> r.bucket(bucket).maxKeys(1000));
        delete(bucket, page);
      } while (Boolean.TRUE.equals(page.isTruncated()));
    } catch (NoSuchBucketException e) {
      // Gone already: nothing to empty.
    }
  }

  private void delete(String bucket, ListObjectVersionsResponse page) {
    List<ObjectIdentifier> objects = new ArrayList<>();
    page.versions()
        .forEach(
            v ->
                objects.add(
                    ObjectIdentifier.builder().key(v.key()).versionId(v.versionId()).build()));
    page.deleteMarkers()
        .forEach(
            m ->
                objects.add(
                    ObjectIdentifier.builder().key(m.key()).versionId(m.versionId()).build()));
    if (!objects.isEmpty()) {
      client.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(objects)));
    }
  }
}
