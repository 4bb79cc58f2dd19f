package io.biomerkin.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the resources of an environment are called in its account, as an operator types them into
 * the AWS CLI. The only place that puts such a name together.
 *
 * @param application the application, e.g. {@code biomerkin}
 * @param environment the environment, e.g. {@code prod}
 * @param account the account, 12 digits
 * @param region the region
 */
public record Names(String application, String environment, String account, String region) {

  /** The names of one environment of a blueprint. */
  public static Names of(Blueprint blueprint, Environment environment) {
    return new Names(
        blueprint.application(),
        environment.name(),
        environment.target().account(),
        environment.target().region());
  }

  /** The stack, e.g. {@code BiomerkinProd}. */
  public String stack() {
    return pascal(application) + pascal(environment);
  }

  /** A table, queue, topic or agent, e.g. {@code biomerkin-genomics-prod}. */
  public String resource(String name) {
    return application + "-" + name + "-" + environment;
  }

  /** A bucket, e.g. {@code biomerkin-reports-prod-333333333333}. */
  public String bucket(String name) {
    return resource(name) + "-" + account;
  }

  /** A secret, e.g. {@code biomerkin/prod/api-keys}. */
  public String secret(String name) {
    return application + "/" + environment + "/" + name;
  }

  /** The configuration parameter, e.g. {@code /biomerkin/prod/config}. */
  public String parameter() {
    return "/" + application + "/" + environment + "/config";
  }

  /** The API, e.g. {@code biomerkin-api-prod}. */
  public String api() {
    return resource("api");
  }

  /** The pipeline that deploys the system, if it has one, e.g. {@code biomerkin-cicd-pipeline}. */
  public String pipeline() {
    return application + "-cicd-pipeline";
  }

  /** The dashboard, e.g. {@code Biomerkin-prod}. */
  public String dashboard() {
    return pascal(application) + "-" + environment;
  }

  /** An agent's log group, e.g. {@code /aws/lambda/biomerkin-genomics-prod}. */
  public String logGroup(String agent) {
    return "/aws/lambda/" + resource(agent);
  }

  /**
   * The release store, one a region of an account, e.g. {@code
   * biomerkin-releases-333333333333-us-east-1}.
   */
  public String releaseStore() {
    return application + "-releases-" + account + "-" + region;
  }

  /** {@code drug-table} as {@code DrugTable}: for stacks and logical ids. */
  public static String pascal(String name) {
    return Arrays.stream(name.split("[-_]"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }
}
