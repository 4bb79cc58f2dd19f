package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Where the text of a template comes from: the request itself, or S3. */
final class TemplateSource {

  private static final int LONGEST_BODY = 51_200;
  private static final int LONGEST_OBJECT = 1_000_000;
  private static final Pattern VIRTUAL_HOST =
      Pattern.compile("(.+)\\.s3[.-]?[a-z0-9.-]*\\.amazonaws\\.com(?:\\.cn)?");
  private static final Pattern PATH_STYLE =
      Pattern.compile("s3[.-]?[a-z0-9.-]*\\.amazonaws\\.com(?:\\.cn)?");

  private final LocalAccount account;

  TemplateSource(LocalAccount account) {
    this.account = account;
  }

  /** The text; exactly one of body and URL must be there. */
  String read(Optional<String> body, Optional<String> url) {
    if (body.isPresent() == url.isPresent()) {
      throw Errors.validation("Either Template URL or Template Body must be specified.");
    }
    if (url.isPresent()) {
      return download(url.get());
    }
    if (body.get().getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY) {
      throw Errors.validation(
          "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
              + "Member must have length less than or equal to "
              + LONGEST_BODY);
    }
    return body.get();
  }

  private String download(String url) {
    String[] place = place(url);
    byte[] content;
    try {
      content =
          account
              .client(S3Client.class)
              .getObjectAsBytes(request -> request.bucket(place[0]).key(place[1]))
              .asByteArray();
    } catch (SdkException e) {
      throw Errors.validation("S3 error: " + e.getMessage());
    }
    if (content.length > LONGEST_OBJECT) {
      throw Errors.validation("Template may not exceed " + LONGEST_OBJECT + " bytes in size.");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  private static String[] place(String url) {
    try {
      URI address = URI.create(url);
      String host = String.valueOf(address.getHost());
      String path = address.getPath() == null ? "" : address.getPath().replaceFirst("^/", "");
      Matcher virtual = VIRTUAL_HOST.matcher(host);
      if (address.getScheme().equals("https") && PATH_STYLE.matcher(host).matches()) {
        int slash = path.indexOf('/');
        if (slash > 0) {
          return new String[] {path.substring(0, slash), path.substring(slash + 1)};
        }
      } else if (address.getScheme().equals("https") && virtual.matches() && !path.isEmpty()) {
        return new String[] {virtual.group(1), path};
      }
    } catch (RuntimeException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static RuntimeException invalid() {
    return Errors.validation("TemplateURL must be a supported URL.");
  }
}
