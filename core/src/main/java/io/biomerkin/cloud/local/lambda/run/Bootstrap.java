package io.biomerkin.cloud.local.lambda.run;

import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files beside the function's own: what loads its handler, and the SDK it imports. */
final class Bootstrap {

  private static final List<String> FILES =
      List.of(
          "python/bootstrap.py",
          "python/biomerkin_channel.py",
          "python/boto3/__init__.py",
          "python/boto3/session.py",
          "python/boto3/dynamodb/__init__.py",
          "python/boto3/dynamodb/conditions.py",
          "python/boto3/dynamodb/table.py",
          "python/boto3/dynamodb/types.py",
          "python/botocore/__init__.py",
          "python/botocore/client.py",
          "python/botocore/config.py",
          "python/botocore/exceptions.py",
          "python/botocore/response.py",
          "node/bootstrap.mjs");

  private final Unpacked unpacked;
  private final Map<String, byte[]> files;

  Bootstrap(Path root) {
    this.unpacked = new Unpacked(root);
    this.files = read();
  }

  /** The folder that holds them. */
  Path folder() {
    return unpacked.folder(digest(), this::write);
  }

  private void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  private String digest() {
    MessageDigest digest = Sha256.begin();
    files.values().forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static Map<String, byte[]> read() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : FILES) {
      try (InputStream in =
          Bootstrap.class.getResourceAsStream("/io/biomerkin/cloud/local/lambda/" + file)) {
        if (in == null) {
          throw new IllegalStateException("the library lacks " + file);
        }
        files.put(file, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
