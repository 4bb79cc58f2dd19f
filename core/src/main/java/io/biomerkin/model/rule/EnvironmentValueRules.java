package io.biomerkin.model.rule;

import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Environment.Domain;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Target;
import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Environments: accounts, regions, backups, rollouts, freezes, domains. */
public final class EnvironmentValueRules {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROLE = Pattern.compile("[\\w+=,.@-]{1,64}");

  /** AWS: "AssumeRole", ExternalId. */
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

  private static final Pattern PROFILE = Pattern.compile("[^\\[\\]\\r\\n]*[^\\[\\]\\s]");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
  private static final Pattern CERTIFICATE =
      Pattern.compile("arn:aws[\\w-]*:acm:([\\w-]+):\\d{12}:certificate/[\\w-]+");

  /** AWS: "AWS Regions", those of the standard partition. */
  private static final Set<String> REGIONS =
      Set.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  /** AWS Backup: "Lifecycle", the longest time a recovery point is kept. */
  private static final int LEAST_KEPT = 2;

  private static final int MOST_KEPT = 10_000;

  private static final Duration MOST_KEEP = Duration.ofDays(36_500);

  /** AWS CodeDeploy: "Working with deployment configurations", time between two shifts. */
  private static final Duration MOST_BAKE = Duration.ofDays(2);

  private final Collected found = new Collected();

  private EnvironmentValueRules() {}

  /** The problems of all environments. */
  public static List<Problem> problems(Blueprint blueprint) {
    EnvironmentValueRules rules = new EnvironmentValueRules();
    if (blueprint.environments().isEmpty()) {
      rules.found.add(
          ProblemCode.MISSING,
          "environments",
          "there is no environment",
          "add environment('dev') { local() }");
    }
    blueprint.environments().forEach(each -> rules.environment(each, blueprint));
    return rules.found.problems();
  }

  private void environment(Environment environment, Blueprint blueprint) {
    String path = "environments[" + environment.name() + "]";
    if (environment.target() instanceof Target.Aws aws) {
      aws(path + ".target", aws);
    }
    environment.backup().ifPresent(backup -> backup(path + ".backup", backup));
    environment.keptReleases().ifPresent(kept -> keptReleases(path + ".keptReleases", kept));
    rollout(path + ".rollout", environment.rollout());
    for (int i = 0; i < environment.freezes().size(); i++) {
      freeze(path + ".freezes[" + i + "]", environment.freezes().get(i));
    }
    if (environment.express()) {
      express(path + ".express", environment, blueprint);
    }
    environment.domain().ifPresent(domain -> domain(path + ".domain", domain, environment));
  }

  /** Code that goes past the stack is no release: nothing that anybody relies on may run it. */
  private void express(String path, Environment environment, Blueprint blueprint) {
    String advice = "take express out: it is for development";
    if (environment.protectData()) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "'" + environment.name() + "' protects its data: code does not go past its stack",
          advice);
    }
    if (blueprint.promotionTo(environment.name()).isPresent()) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "releases are promoted to '" + environment.name() + "': code does not go past its stack",
          advice);
    }
    if (!(environment.rollout() instanceof Rollout.AllAtOnce)) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "'" + environment.name() + "' shifts traffic: express goes to all of it at once",
          advice);
    }
  }

  private void aws(String path, Target.Aws aws) {
    found.matches(
        ProblemCode.VALUE_RULE,
        path + ".account",
        "account",
        aws.account(),
        ACCOUNT,
        "a number of 12 digits, in quotes");
    if (!REGIONS.contains(aws.region())) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".region",
          "AWS has no region '" + aws.region() + "'",
          DidYouMean.hint(aws.region(), REGIONS));
    }
    aws.role()
        .ifPresent(
            role ->
                found.matches(
                    ProblemCode.NAME_RULE,
                    path + ".role",
                    "role",
                    role.name(),
                    ROLE,
                    "a role's name: up to 64 letters, digits and +=,.@_-"));
    aws.role()
        .flatMap(Target.Role::externalId)
        .ifPresent(
            id ->
                found.matches(
                    ProblemCode.VALUE_RULE,
                    path + ".externalId",
                    "external id",
                    id,
                    EXTERNAL_ID,
                    "2 to 1224 letters, digits and +=,.@:/_-"));
    aws.profile()
        .ifPresent(
            profile ->
                found.matches(
                    ProblemCode.VALUE_RULE,
                    path + ".profile",
                    "profile",
                    profile,
                    PROFILE,
                    "the name of a profile, as ~/.aws/config has it in brackets"));
    aws.endpoint().filter(url -> !isUrl(url)).ifPresent(url -> badEndpoint(path, url));
  }

  private void badEndpoint(String path, String url) {
    found.add(
        ProblemCode.VALUE_RULE,
        path + ".endpoint",
        "endpoint '" + url + "' is no URL",
        "write it as 'http://localhost:4566'");
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void backup(String path, BackupPolicy backup) {
    found.range(path + ".keep", "keep", backup.keep(), Duration.ofDays(1), MOST_KEEP);
    if (backup.keep().compareTo(Duration.ofDays(1)) > 0
        && backup.keep().toSeconds() % 86_400 != 0) {
      found.add(
          ProblemCode.RANGE_RULE,
          path + ".keep",
          "keep is " + Collected.words(backup.keep()) + "; backups are kept whole days",
          "");
    }
  }

  private void keptReleases(String path, int kept) {
    if (kept < LEAST_KEPT || kept > MOST_KEPT) {
      found.add(
          ProblemCode.RANGE_RULE,
          path,
          "keep is " + kept + "; it is " + LEAST_KEPT + " to " + MOST_KEPT + " releases",
          "one runs, and one is there to go back to; take it out to keep them all");
    }
  }

  private void rollout(String path, Rollout rollout) {
    if (rollout instanceof Rollout.Canary canary) {
      found.range(path + ".percent", "percent", canary.percent(), 1, 99, "");
      bake(path + ".bake", "bake", canary.bake());
    } else if (rollout instanceof Rollout.Linear linear) {
      found.range(path + ".percent", "percent", linear.percent(), 1, 99, "");
      bake(path + ".every", "every", linear.every());
    } else if (rollout instanceof Rollout.BlueGreen blueGreen) {
      bake(path + ".bake", "bake", blueGreen.bake());
    }
  }

  private void bake(String path, String what, Duration time) {
    found.range(path, what, time, Duration.ofMinutes(1), MOST_BAKE);
  }

  private void freeze(String path, Freeze freeze) {
    if (freeze instanceof Freeze.Weekly weekly && weekly.from().equals(weekly.until())) {
      found.add(
          ProblemCode.VALUE_RULE,
          path,
          "the freeze ends when it begins, so it would never end",
          "choose another until:");
    }
    if (freeze instanceof Freeze.Dates dates && !dates.until().isAfter(dates.from())) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".until",
          "the freeze is over before it begins",
          "until: is the first moment after it, later than from:");
    }
  }

  private void domain(String path, Domain domain, Environment environment) {
    found.matches(
        ProblemCode.NAME_RULE,
        path,
        "domain",
        domain.name(),
        DOMAIN,
        "a domain name in lower case");
    var matcher = CERTIFICATE.matcher(domain.certificate());
    if (!matcher.matches()) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".certificate",
          "'" + domain.certificate() + "' is no ARN of a certificate",
          "write it as 'arn:aws:acm:REGION:ACCOUNT:certificate/ID'");
    } else if (!matcher.group(1).equals(environment.target().region())) {
      found.add(
          ProblemCode.VALUE_RULE,
          path + ".certificate",
          "the certificate lies in "
              + matcher.group(1)
              + ", the environment in "
              + environment.target().region(),
          "a regional API takes a certificate of its own region");
    }
  }
}
