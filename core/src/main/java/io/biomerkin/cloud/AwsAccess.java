package io.biomerkin.cloud;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How real clouds are reached, beside what an environment declares.
 *
 * @param endpoint the URL of an AWS-compatible server for every environment of AWS, instead of what
 *     it declares
 * @param configured the same for those that declare none, by the names of environment variables:
 *     {@code AWS_ENDPOINT_URL}, and {@code AWS_ENDPOINT_URL_S3} and the like for one service; after
 *     them the {@code endpoint_url} of profiles counts. {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS}
 *     is refused where there is one, as the SDK does not heed it
 * @param codes gives codes of MFA devices
 */
public record AwsAccess(Optional<String> endpoint, Map<String, String> configured, MfaCodes codes) {

  /** Copies its map. */
  public AwsAccess {
    configured = Map.copyOf(configured);
  }

  /** Gives codes of MFA devices. */
  @FunctionalInterface
  public interface MfaCodes {
    /**
     * The code that a device shows now.
     *
     * @param device its ARN, e.g. {@code arn:aws:iam::333333333333:mfa/ada}
     * @throws ProblemException when nobody can be asked
     */
    String code(String device);
  }

  /** As this process is told by its environment variables; nobody can be asked for a code. */
  public static AwsAccess ofThisProcess() {
    return of(System.getenv());
  }

  /**
   * AWS: "Service-specific endpoints", AWS_ENDPOINT_URL and AWS_IGNORE_CONFIGURED_ENDPOINT_URLS.
   */
  static AwsAccess of(Map<String, String> variables) {
    Map<String, String> configured = new TreeMap<>(variables);
    configured.entrySet().removeIf(v -> v.getValue().isBlank() || !Endpoints.isOne(v.getKey()));
    return new AwsAccess(Optional.empty(), configured, AwsAccess::nobody);
  }

  /**
   * The same with every environment of AWS at that URL.
   *
   * @throws ProblemException when it is none
   */
  public AwsAccess at(String url) {
    Endpoints.requireUrl("-Dendpoint=" + url, url);
    return new AwsAccess(Optional.of(url), configured, codes);
  }

  /** The same with somebody who gives codes. */
  public AwsAccess with(MfaCodes other) {
    return new AwsAccess(endpoint, configured, other);
  }

  private static String nobody(String device) {
    throw new ProblemException(
        ProblemCode.NO_CREDENTIALS,
        device,
        "the role wants a code of this MFA device",
        "add -Dmfa=CODE with what it shows now");
  }
}
