package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One version of an object, or a delete marker.
 *
 * @param id {@code null} spelled out when it was written without versioning
 * @param modified when it was written, to the second
 * @param deleteMarker whether it only says that the object is deleted
 * @param sha256 the digest of its content, hexadecimal, which is also its blob; empty for a marker
 * @param etag the content's MD5 in quotes
 * @param size the content's bytes
 * @param headers content type, metadata and the like, by the names of the API
 * @param tags its tags
 */
record Version(
    String id,
    Instant modified,
    boolean deleteMarker,
    String sha256,
    String etag,
    long size,
    ObjectNode headers,
    Map<String, String> tags) {

  /** The id of a version written without versioning. */
  static final String UNVERSIONED = "null";

  static Version marker(String id, Instant modified) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return new Version(id, modified, true, "", "", 0, none, Map.of());
  }

  /** The id for a new version in a bucket. */
  static String newId(Bucket bucket) {
    return bucket.isVersioned() ? UUID.randomUUID().toString().replace("-", "") : UNVERSIONED;
  }

  Version withTags(Map<String, String> changed) {
    return new Version(id, modified, deleteMarker, sha256, etag, size, headers, changed);
  }
}
