package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Objects that are deleted: for good, or hidden behind a delete marker. */
final class Deletions {

  private static final int MOST_AT_ONCE = 1000;

  private final S3State state;

  Deletions(S3State state) {
    this.state = state;
  }

  DeleteObjectResponse delete(DeleteObjectRequest request) {
    KnownParameters.only(request, "Bucket", "Key", "VersionId", "IfMatch", "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    DeletedObject deleted = delete(bucket, request.key(), request.versionId(), request.ifMatch());
    String id = deleted.versionId();
    return DeleteObjectResponse.builder()
        .deleteMarker(deleted.deleteMarker())
        .versionId(id == null ? deleted.deleteMarkerVersionId() : id)
        .build();
  }

  DeleteObjectsResponse delete(DeleteObjectsRequest request) {
    KnownParameters.only(request, "Bucket", "Delete", "ChecksumAlgorithm", "ExpectedBucketOwner");
    Bucket bucket = state.bucket(request.bucket());
    List<ObjectIdentifier> objects = request.delete().objects();
    if (objects.isEmpty() || objects.size() > MOST_AT_ONCE) {
      throw S3Errors.refused(
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : objects) {
      try {
        deleted.add(delete(bucket, object.key(), object.versionId(), object.eTag()));
      } catch (AwsServiceException e) {
        errors.add(error(object, e));
      }
    }
    boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
    return DeleteObjectsResponse.builder()
        .deleted(quiet ? List.of() : deleted)
        .errors(errors)
        .build();
  }

  private DeletedObject delete(
      Bucket bucket, String key, @Nullable String versionId, @Nullable String ifMatch) {
    ObjectHistory before = state.history(bucket, key);
    Preconditions.delete(before, ifMatch);
    if (versionId != null) {
      return remove(bucket, before, versionId);
    }
    if (bucket.versioning().isEmpty()) {
      state.save(bucket, before, before.minus(Version.UNVERSIONED));
      return DeletedObject.builder().key(key).build();
    }
    Version marker = Version.marker(Version.newId(bucket), state.now());
    state.save(bucket, before, before.plus(marker));
    return DeletedObject.builder()
        .key(key)
        .deleteMarker(true)
        .deleteMarkerVersionId(marker.id())
        .build();
  }

  private DeletedObject remove(Bucket bucket, ObjectHistory before, String versionId) {
    boolean marker = before.version(versionId).map(Version::deleteMarker).orElse(false);
    state.save(bucket, before, before.minus(versionId));
    return DeletedObject.builder()
        .key(before.key())
        .versionId(versionId)
        .deleteMarker(marker ? true : null)
        .deleteMarkerVersionId(marker ? versionId : null)
        .build();
  }

  private static S3Error error(ObjectIdentifier object, AwsServiceException e) {
    return S3Error.builder()
        .key(object.key())
        .versionId(object.versionId())
        .code(e.awsErrorDetails().errorCode())
        .message(e.awsErrorDetails().errorMessage())
        .build();
  }
}
