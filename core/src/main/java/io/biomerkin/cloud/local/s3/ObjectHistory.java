package io.biomerkin.cloud.local.s3;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All versions of one key.
 *
 * @param key the key
 * @param versions newest first; empty when there is nothing
 */
record ObjectHistory(String key, List<Version> versions) {

  /** The newest version, which may be a delete marker. */
  @JsonIgnore
  Optional<Version> latest() {
    return versions.stream().findFirst();
  }

  /** The object as one sees it: the newest version unless that is a delete marker. */
  @JsonIgnore
  Optional<Version> current() {
    return latest().filter(version -> !version.deleteMarker());
  }

  Optional<Version> version(String id) {
    return versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  /** With a new version on top; one written without versioning replaces the one of its kind. */
  ObjectHistory plus(Version version) {
    return new ObjectHistory(
        key, Stream.concat(Stream.of(version), minus(version.id()).versions().stream()).toList());
  }

  ObjectHistory minus(String id) {
    return new ObjectHistory(
        key, versions.stream().filter(version -> !version.id().equals(id)).toList());
  }

  ObjectHistory replacing(Version version) {
    return new ObjectHistory(
        key, versions.stream().map(old -> old.id().equals(version.id()) ? version : old).toList());
  }

  boolean holds(String sha256) {
    return versions.stream().anyMatch(version -> version.sha256().equals(sha256));
  }
}
