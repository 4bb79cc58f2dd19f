package io.biomerkin.dsl.words;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.BackupPolicy.Frequency;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Environment.Size;
import io.biomerkin.model.Freeze;
import io.biomerkin.model.Rollout;
import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code environment('name') { }}: one place to run. */
public final class EnvironmentBlock extends Block {

  private final String name;
  private final String path;
  private @Nullable Target target;
  private Optional<Target.Role> role = Optional.empty();
  private Optional<String> profile = Optional.empty();
  private Optional<String> endpoint = Optional.empty();
  private Size size = Size.MINIMAL;
  private boolean monitoring;
  private boolean express;
  private boolean protectData;
  private boolean cleanTree;
  private Optional<BackupPolicy> backup = Optional.empty();
  private Rollout rollout = new Rollout.AllAtOnce();
  private final List<Freeze> freezes = new ArrayList<>();
  private Optional<Environment.Domain> domain = Optional.empty();
  private Optional<Integer> keptReleases = Optional.empty();

  EnvironmentBlock(Findings findings, String name) {
    super(findings, "environment('" + name + "') { }");
    this.name = name;
    this.path = "environments[" + name + "]";
  }

  /** {@code on} and {@code off}. */
  public enum Switch {
    /** It is. */
    ON,
    /** It is not. */
    OFF
  }

  /** The bare word {@code data}. */
  public enum Protected {
    /** What people put there. */
    DATA
  }

  /** The bare word {@code tree}. */
  public enum Clean {
    /** The work tree. */
    TREE
  }

  /** Runs on the embedded cloud. */
  public void local() {
    findings.declare(path + ".target");
    target(new Target.Local());
  }

  /** Runs in an account and region of AWS: {@code aws '333333333333', 'us-east-1'}. */
  public void aws(String account, String region) {
    findings.declareArgument(path + ".target", 0);
    findings.declareArgument(path + ".target.account", 0);
    findings.declareArgument(path + ".target.region", 1);
    target(Target.Aws.of(account, region));
  }

  private void target(Target next) {
    if (target != null) {
      findings.report(
          findings.call().position(),
          ProblemCode.DUPLICATE,
          "the environment says twice where it runs",
          "keep one of local() and aws");
    }
    target = next;
  }

  /** A server that speaks like AWS, instead of AWS: {@code endpoint 'http://localhost:4566'}. */
  public void endpoint(String url) {
    findings.declareArgument(path + ".target.endpoint", 0);
    endpoint = Optional.of(url);
  }

  /** A profile of the AWS configuration files: {@code profile 'production'}. */
  public void profile(String name) {
    findings.declareArgument(path + ".target.profile", 0);
    profile = Optional.of(name);
  }

  /**
   * A role to assume: {@code assumes role: 'BiomerkinDeploy', mfa: true}; {@code externalId:} where
   * its trust policy wants one.
   */
  public void assumes(
      @NamedParams({
            @NamedParam(value = "role", type = String.class, required = true),
            @NamedParam(value = "externalId", type = String.class),
            @NamedParam(value = "mfa", type = Boolean.class)
          })
          Map<String, Object> options) {
    findings.declareNamed(path + ".target.role", "role");
    findings.declareNamed(path + ".target.externalId", "externalId");
    role =
        Optional.of(
            new Target.Role(
                String.valueOf(options.get("role")),
                Optional.ofNullable((String) options.get("externalId")),
                (Boolean) options.getOrDefault("mfa", false)));
  }

  /**
   * How much it is built for: {@code size minimal}, which is the default, {@code medium}, {@code
   * autoscaling}.
   */
  public void size(Size value) {
    size = value;
  }

  /** For testing. */
  public Size getMinimal() {
    return Size.MINIMAL;
  }

  /** For pre-production. */
  public Size getMedium() {
    return Size.MEDIUM;
  }

  /** For production: agents behind the API scale. */
  public Size getAutoscaling() {
    return Size.AUTOSCALING;
  }

  /** Alarms, dashboard and traces: {@code monitoring on}; default off. */
  public void monitoring(Switch value) {
    monitoring = value == Switch.ON;
  }

  /**
   * For development: what changes code alone goes straight to the functions, past the stack: {@code
   * express on}; default off.
   */
  public void express(Switch value) {
    findings.declareArgument(path + ".express", 0);
    express = value == Switch.ON;
  }

  /** It is. */
  public Switch getOn() {
    return Switch.ON;
  }

  /** It is not. */
  public Switch getOff() {
    return Switch.OFF;
  }

  /** {@code protect data}: removal asks for force and keeps the data. */
  public void protect(Protected what) {
    protectData = what == Protected.DATA;
  }

  /** What people put there. */
  public Protected getData() {
    return Protected.DATA;
  }

  /** {@code clean tree}: only committed sources may be deployed. */
  public void clean(Clean what) {
    cleanTree = what == Clean.TREE;
  }

  /** The work tree. */
  public Clean getTree() {
    return Clean.TREE;
  }

  /** {@code backup daily, keep: days(30), beforeDeploy: true}. */
  public void backup(
      @NamedParams({
            @NamedParam(value = "keep", type = Duration.class, required = true),
            @NamedParam(value = "beforeDeploy", type = Boolean.class)
          })
          Map<String, Object> options,
      Frequency frequency) {
    findings.declare(path + ".backup");
    findings.declareNamed(path + ".backup.keep", "keep");
    backup =
        Optional.of(
            new BackupPolicy(
                frequency,
                (Duration) options.getOrDefault("keep", Duration.ZERO),
                (Boolean) options.getOrDefault("beforeDeploy", false)));
  }

  /** How many of the latest releases can run again: {@code releases keep: 50}; default all. */
  public void releases(
      @NamedParam(value = "keep", type = Integer.class, required = true)
          Map<String, Object> options) {
    findings.declareNamed(path + ".keptReleases", "keep");
    keptReleases = Optional.of(Options.required(options, "keep", Integer.class));
  }

  /** Once a day. */
  public Frequency getDaily() {
    return Frequency.DAILY;
  }

  /** Once a week. */
  public Frequency getWeekly() {
    return Frequency.WEEKLY;
  }

  /** Once a month. */
  public Frequency getMonthly() {
    return Frequency.MONTHLY;
  }

  /** How traffic reaches a new release: {@code rollout canary(percent: 10, bake: minutes(5))}. */
  public void rollout(Rollout value) {
    findings.declareArgument(path + ".rollout", 0);
    rollout = value;
  }

  /** All traffic at once, which is the default. */
  public Rollout getAllAtOnce() {
    return new Rollout.AllAtOnce();
  }

  /** A part of the traffic first. */
  public Rollout canary(
      @NamedParams({
            @NamedParam(value = "percent", type = Integer.class, required = true),
            @NamedParam(value = "bake", type = Duration.class, required = true)
          })
          Map<String, Object> options) {
    findings.declareNamed(path + ".rollout.percent", "percent");
    findings.declareNamed(path + ".rollout.bake", "bake");
    return new Rollout.Canary(
        Options.required(options, "percent", Integer.class),
        Options.required(options, "bake", Duration.class));
  }

  /** Traffic in equal steps. */
  public Rollout linear(
      @NamedParams({
            @NamedParam(value = "percent", type = Integer.class, required = true),
            @NamedParam(value = "every", type = Duration.class, required = true)
          })
          Map<String, Object> options) {
    findings.declareNamed(path + ".rollout.percent", "percent");
    findings.declareNamed(path + ".rollout.every", "every");
    return new Rollout.Linear(
        Options.required(options, "percent", Integer.class),
        Options.required(options, "every", Duration.class));
  }

  /** The new release beside the old one, then all traffic. */
  public Rollout blueGreen(
      @NamedParam(value = "bake", type = Duration.class, required = true)
          Map<String, Object> options) {
    findings.declareNamed(path + ".rollout.bake", "bake");
    return new Rollout.BlueGreen(Options.required(options, "bake", Duration.class));
  }

  /**
   * When nothing is deployed, each week or once: {@code freeze from: 'Fri 16:00', until: 'Mon
   * 08:00', zone: 'UTC'}, {@code freeze from: '2026-12-20', until: '2027-01-03 18:00'}.
   */
  public void freeze(
      @NamedParams({
            @NamedParam(value = "from", type = String.class, required = true),
            @NamedParam(value = "until", type = String.class, required = true),
            @NamedParam(value = "zone", type = String.class)
          })
          Map<String, Object> options) {
    String place = path + ".freezes[" + freezes.size() + "]";
    FreezeTimes.freeze(this, options)
        .ifPresent(
            freeze -> {
              findings.declare(place);
              findings.declareNamed(place + ".until", "until");
              freezes.add(freeze);
            });
  }

  /** The API's own name: {@code domain 'api.example.org', certificate: 'arn:aws:acm:…'}. */
  public void domain(
      @NamedParam(value = "certificate", type = String.class, required = true)
          Map<String, Object> options,
      String name) {
    findings.declareArgument(path + ".domain", 0);
    findings.declareNamed(path + ".domain.certificate", "certificate");
    domain = Optional.of(new Environment.Domain(name, String.valueOf(options.get("certificate"))));
  }

  Environment environment() {
    return new Environment(
        name,
        completed(),
        size,
        monitoring,
        protectData,
        cleanTree,
        backup,
        rollout,
        freezes,
        domain,
        express,
        keptReleases);
  }

  private Target completed() {
    if (target == null) {
      findings.report(
          findings.call().position(),
          ProblemCode.MISSING,
          "environment '" + name + "' does not say where it runs",
          "add local() or aws 'ACCOUNT', 'REGION'");
      return new Target.Local();
    }
    boolean reached = role.isPresent() || profile.isPresent() || endpoint.isPresent();
    if (target instanceof Target.Local && reached) {
      findings.report(
          findings.call().position(),
          ProblemCode.WRONG_VALUE,
          "environment '"
              + name
              + "' is local(): it has no role to assume, no profile and no endpoint",
          "take one of them out, or say aws 'ACCOUNT', 'REGION'");
    }
    return target instanceof Target.Aws aws
        ? new Target.Aws(aws.account(), aws.region(), profile, role, endpoint)
        : target;
  }
}
