package io.biomerkin.cloud.local.s3;

import io.biomerkin.cloud.local.state.Blobs;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content that was just written, and what its bytes say of themselves.
 *
 * @param sha256 hexadecimal, also the blob
 * @param md5 hexadecimal, from which the ETag is made
 * @param size the bytes
 */
record Content(String sha256, String md5, long size) {

  /** Streams a content to its file. */
  static Content store(Blobs blobs, InputStream body) {
    try (DigestInputStream stream = new DigestInputStream(body, MessageDigest.getInstance("MD5"))) {
      String sha256 = blobs.put(stream);
      return new Content(
          sha256,
          HexFormat.of().formatHex(stream.getMessageDigest().digest()),
          Files.size(blobs.path(sha256)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String etag() {
    return '"' + md5 + '"';
  }

  String md5Base64() {
    return Sha256.base64(md5);
  }
}
