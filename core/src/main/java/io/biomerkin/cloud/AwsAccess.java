package io.biomerkin.cloud;

import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.Map;
import java.util.Optional;

/**
 * How real clouds are reached, beside what an environment declares.
 *
 * @param endpoint the URL of an AWS-compatible server for every environment of AWS, instead of what
 *     it declares
 * @param fallback the same for those that declare none
 * @param codes gives codes of MFA devices
 */
public record AwsAccess(Optional<String> endpoint, Optional<String> fallback, MfaCodes codes) {

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
    boolean ignored = "true".equals(variables.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));
    Optional<String> url =
        Optional.ofNullable(variables.get("AWS_ENDPOINT_URL"))
            .filter(text -> !ignored && !text.isBlank());
    return new AwsAccess(Optional.empty(), url, AwsAccess::nobody);
  }

  /**
   * The same with every environment of AWS at that URL.
   *
   * @throws ProblemException when it is none
   */
  public AwsAccess at(String url) {
    requireUrl("-Dendpoint=" + url, url);
    return new AwsAccess(Optional.of(url), fallback, codes);
  }

  private static void requireUrl(String where, String url) {
    if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
      throw new ProblemException(
          ProblemCode.WRONG_VALUE, where, "that is no URL", "write it as http://127.0.0.1:4566");
    }
  }

  /** The same with somebody who gives codes. */
  public AwsAccess with(MfaCodes other) {
    return new AwsAccess(endpoint, fallback, other);
  }

  /**
   * The target where it is to be reached.
   *
   * @throws ProblemException when what the environment variable says is no URL
   */
  Target.Aws to(Target.Aws target) {
    Optional<String> declared = endpoint.or(target::endpoint);
    if (declared.isEmpty()) {
      fallback.ifPresent(url -> requireUrl("AWS_ENDPOINT_URL=" + url, url));
    }
    return declared.or(() -> fallback).map(target::at).orElse(target);
  }

  private static String nobody(String device) {
    throw new ProblemException(
        ProblemCode.NO_CREDENTIALS,
        device,
        "the role wants a code of this MFA device",
        "add -Dmfa=CODE with what it shows now");
  }
}
