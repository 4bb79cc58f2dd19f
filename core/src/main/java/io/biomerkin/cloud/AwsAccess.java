package io.biomerkin.cloud;

import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

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

  private static final String VARIABLE = "AWS_ENDPOINT_URL";
  private static final String IGNORE = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

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
    configured
        .entrySet()
        .removeIf(
            v ->
                v.getValue().isBlank()
                    || !v.getKey().startsWith(VARIABLE) && !v.getKey().equals(IGNORE));
    return new AwsAccess(Optional.empty(), configured, AwsAccess::nobody);
  }

  /**
   * The same with every environment of AWS at that URL.
   *
   * @throws ProblemException when it is none
   */
  public AwsAccess at(String url) {
    requireUrl("-Dendpoint=" + url, url);
    return new AwsAccess(Optional.of(url), configured, codes);
  }

  private static void requireUrl(String where, String url) {
    if (!url.matches("https?://[\\w.:\\[\\]-]+(/[\\w./~%+-]*)?")) {
      throw new ProblemException(
          ProblemCode.WRONG_VALUE, where, "that is no URL", "write it as http://127.0.0.1:4566");
    }
  }

  /** The same with somebody who gives codes. */
  public AwsAccess with(MfaCodes other) {
    return new AwsAccess(endpoint, configured, other);
  }

  /**
   * The target where it is to be reached.
   *
   * @throws ProblemException when what an environment variable or the profile says is no URL, or is
   *     to be ignored
   */
  Target.Aws to(Target.Aws target) {
    return endpoint
        .or(target::endpoint)
        .or(() -> url(VARIABLE))
        .or(() -> profile(target, ProfileEndpoints::all))
        .map(target::at)
        .orElse(target);
  }

  /**
   * Where one service is to be reached; empty for AWS's own address.
   *
   * @param declared the target as the environment declares it
   * @param service as the SDKs' variables have it, e.g. {@code CLOUDWATCH_LOGS}
   * @throws ProblemException when what an environment variable or the profile says is no URL, or is
   *     to be ignored
   */
  Optional<URI> service(Target.Aws declared, String service) {
    return endpoint
        .or(declared::endpoint)
        .or(() -> url(VARIABLE + "_" + service))
        .or(() -> url(VARIABLE))
        .or(() -> profile(declared, profile -> profile.of(service)))
        .map(URI::create);
  }

  private Optional<String> url(String variable) {
    return Optional.ofNullable(configured.get(variable))
        .map(url -> counted(variable + "=" + url, url, ignoring(), "unset that"));
  }

  private Optional<String> profile(
      Target.Aws target, Function<ProfileEndpoints, Optional<String>> which) {
    ProfileEndpoints profile = ProfileEndpoints.of(target.profile());
    Optional<String> ignoring =
        ignoring()
            .or(
                () ->
                    Optional.of(ProfileEndpoints.IGNORE + " = true")
                        .filter(text -> profile.areIgnored()));
    return which
        .apply(profile)
        .map(
            url -> counted("endpoint_url = " + url, url, ignoring, "take that out of the profile"));
  }

  private Optional<String> ignoring() {
    return Optional.ofNullable(configured.get(IGNORE))
        .filter(value -> value.equalsIgnoreCase("true"))
        .map(value -> IGNORE + "=" + value);
  }

  /** The SDK would go there all the same, while everybody believes it is at AWS. */
  private static String counted(
      String where, String url, Optional<String> ignoring, String instead) {
    ignoring.ifPresent(
        said -> {
          throw new ProblemException(
              ProblemCode.WRONG_VALUE,
              said,
              "the AWS SDK for Java does not ignore " + where,
              instead + ", or say where to go with -Dendpoint=URL");
        });
    requireUrl(where, url);
    return url;
  }

  private static String nobody(String device) {
    throw new ProblemException(
        ProblemCode.NO_CREDENTIALS,
        device,
        "the role wants a code of this MFA device",
        "add -Dmfa=CODE with what it shows now");
  }
}
