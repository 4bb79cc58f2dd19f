package io.biomerkin.cloud.local.s3;

import java.util.List;
import java.util.regex.Pattern;

/** S3's rules for the names of general purpose buckets. */
final class BucketName {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  static void check(String name) {
    boolean valid =
        FORM.matcher(name).matches()
            && !name.contains("..")
            && !ADDRESS.matcher(name).matches()
            && PREFIXES.stream().noneMatch(name::startsWith)
            && SUFFIXES.stream().noneMatch(name::endsWith);
    if (!valid) {
      throw S3Errors.invalidBucketName();
    }
  }
}
