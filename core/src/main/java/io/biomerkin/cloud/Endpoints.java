package io.biomerkin.cloud;

import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the services of a target are reached, when that is not AWS: what the person says, what the
 * environment declares, environment variables, the profile, in that order (AWS SDKs and Tools
 * Reference Guide: "Service-specific endpoints").
 */
final class Endpoints {

  private static final String VARIABLE = "AWS_ENDPOINT_URL";
  private static final String IGNORE = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

  private final Optional<String> told;
  private final Map<String, String> variables;
  private final ProfileEndpoints profile;

  /**
   * Those of a target as the environment declares it.
   *
   * @param access what the person says, and the environment variables
   */
  Endpoints(AwsAccess access, Target.Aws declared) {
    this.told = access.endpoint().or(declared::endpoint);
    this.variables = access.configured();
    this.profile =
        told.isPresent() ? ProfileEndpoints.none() : ProfileEndpoints.of(declared.profile());
  }

  /** Whether an environment variable tells something about endpoints. */
  static boolean isOne(String variable) {
    return variable.startsWith(VARIABLE) || variable.equals(IGNORE);
  }

  /**
   * Where all of them are; empty for AWS's own addresses.
   *
   * @throws ProblemException when what a variable or the profile says is no URL, or is to be
   *     ignored
   */
  Optional<String> all() {
    return told.or(() -> variable(VARIABLE)).or(() -> profile.all().map(this::ofProfile));
  }

  /**
   * Where one of them is; empty for AWS's own address.
   *
   * @param service as the SDKs' variables have it, e.g. {@code CLOUDWATCH_LOGS}
   * @throws ProblemException when what a variable or the profile says is no URL, or is to be
   *     ignored
   */
  Optional<URI> of(String service) {
    return told.or(() -> variable(VARIABLE + "_" + service))
        .or(() -> variable(VARIABLE))
        .or(() -> profile.of(service).map(this::ofProfile))
        .map(URI::create);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name))
        .map(url -> counted(name + "=" + url, url, "unset that"));
  }

  private String ofProfile(String url) {
    return counted("endpoint_url = " + url, url, "take that out of the profile");
  }

  /** The SDK goes there also when told not to, while everybody believes it is at AWS. */
  private String counted(String where, String url, String instead) {
    ignoring()
        .ifPresent(
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

  private Optional<String> ignoring() {
    return Optional.ofNullable(variables.get(IGNORE))
        .filter(value -> value.equalsIgnoreCase("true"))
        .map(value -> IGNORE + "=" + value)
        .or(profile::ignoring);
  }

  /** Refuses what is no URL. */
  static void requireUrl(String where, String url) {
    if (!url.matches("https?://[\\w.:\\[\\]-]+(/[\\w./~%+-]*)?")) {
      throw new ProblemException(
          ProblemCode.WRONG_VALUE, where, "that is no URL", "write it as http://127.0.0.1:4566");
    }
  }
}
