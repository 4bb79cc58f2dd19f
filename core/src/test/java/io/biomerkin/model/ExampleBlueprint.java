package io.biomerkin.model;

import io.biomerkin.model.Agent.Access;
import io.biomerkin.model.Environment.Size;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Biomerkin, the system of the example, as a blueprint put together in Java. */
public final class ExampleBlueprint {

  private static final Access NOTHING = Access.NONE;

  private ExampleBlueprint() {}

  /** The whole blueprint: six agents; environments {@code dev}, {@code staging}, {@code prod}. */
  public static Blueprint biomerkin() {
    return new Blueprint(
        "biomerkin",
        topology(),
        List.of(dev(), staging(), prod()),
        List.of(
            new PromotionRule("staging", "dev", List.of(new PromotionRule.Verified())),
            new PromotionRule(
                "prod",
                "staging",
                List.of(
                    new PromotionRule.Verified(),
                    new PromotionRule.Soaked(Duration.ofHours(1)),
                    new PromotionRule.Approvals(2, false, false, Optional.empty())))),
        List.of(
            new Check("test", "python3 -m unittest -q", "lambda", false),
            new Check("scan", "bandit -q -r lambda", "", true)),
        Optional.of(
            new TestWorkflow(
                "orchestrator", "{\"workflow\":{\"gene\":\"HBB\"}}", "{\"status\":\"completed\"}")),
        List.of(
            new Notification.Email("ops@example.org"),
            new Notification.Slack("slack-webhook"),
            new Notification.PagerDuty("pagerduty-key")),
        Ledger.UNSHARED);
  }

  /** One of its environments. */
  public static Environment environment(String name) {
    return biomerkin().environment(name).orElseThrow();
  }

  private static Topology topology() {
    return new Topology(
        List.of(
            new Table(
                "workflows",
                new Table.Key("workflow_id", Table.KeyType.STRING),
                Optional.of(new Table.Key("timestamp", Table.KeyType.NUMBER)),
                Optional.empty()),
            new Table(
                "cache",
                new Table.Key("cache_key", Table.KeyType.STRING),
                Optional.empty(),
                Optional.of("ttl"))),
        List.of(new Bucket("sequences"), new Bucket("reports")),
        List.of(
            new Queue(
                "workflow",
                Optional.of("dlq"),
                Duration.ofDays(14),
                Duration.ofMinutes(15),
                Queue.DEFAULT_ATTEMPTS)),
        List.of(),
        List.of(new Secret("api-keys"), new Secret("slack-webhook"), new Secret("pagerduty-key")),
        List.of(),
        agents(),
        Optional.of(api()));
  }

  private static List<Agent> agents() {
    return List.of(
        agent(
            "orchestrator",
            "orchestrator",
            "lambda",
            1024,
            new Access(
                List.of("workflows", "reports"),
                List.of("workflows"),
                List.of("genomics", "proteomics", "literature", "drug", "decision"),
                List.of(),
                List.of())),
        agent("genomics", "genomics_agent", "lambda", 2048, reads("sequences")),
        agent(
            "proteomics",
            "proteomics_agent",
            "lambda",
            1024,
            new Access(List.of("cache"), List.of("cache"), List.of(), List.of(), List.of())),
        agent("literature", "literature_agent", "literature", 1024, NOTHING),
        agent("drug", "drug_agent", "lambda", 512, NOTHING),
        agent(
            "decision",
            "decision_agent",
            "lambda",
            1024,
            new Access(List.of(), List.of("reports"), List.of(), List.of(), List.of())));
  }

  private static Access reads(String name) {
    return new Access(List.of(name), List.of(), List.of(), List.of(), List.of());
  }

  private static Agent agent(String name, String module, String code, int memory, Access access) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    variables.put("WORKFLOW_TABLE", new Variable.NameOf(ResourceKind.TABLE, "workflows"));
    variables.put("CACHE_TABLE", new Variable.NameOf(ResourceKind.TABLE, "cache"));
    variables.put("SEQUENCE_BUCKET", new Variable.NameOf(ResourceKind.BUCKET, "sequences"));
    variables.put("REPORTS_BUCKET", new Variable.NameOf(ResourceKind.BUCKET, "reports"));
    return new Agent(
        name,
        module + ".handler",
        "python3.11",
        code,
        memory,
        Agent.DEFAULT_TIMEOUT,
        variables,
        access,
        Optional.empty(),
        Agent.DEFAULT_HEALTH);
  }

  private static Api api() {
    return new Api(
        List.of(
            new Api.Route(Api.Method.POST, "/workflows", "orchestrator", Api.Auth.IAM),
            new Api.Route(Api.Method.GET, "/workflows/{id}", "orchestrator", Api.Auth.IAM),
            new Api.Route(Api.Method.GET, "/workflows/{id}/results", "orchestrator", Api.Auth.IAM),
            new Api.Route(Api.Method.GET, "/health", "orchestrator", Api.Auth.NONE)));
  }

  private static Environment dev() {
    return new Environment(
        "dev",
        new Target.Local(),
        Size.MINIMAL,
        false,
        false,
        false,
        Optional.of(new BackupPolicy(BackupPolicy.Frequency.WEEKLY, Duration.ofDays(7), false)),
        new Rollout.AllAtOnce(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static Environment staging() {
    return new Environment(
        "staging",
        aws("222222222222", false),
        Size.MEDIUM,
        true,
        false,
        true,
        Optional.of(new BackupPolicy(BackupPolicy.Frequency.DAILY, Duration.ofDays(14), false)),
        new Rollout.AllAtOnce(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  private static Environment prod() {
    return new Environment(
        "prod",
        aws("333333333333", true),
        Size.AUTOSCALING,
        true,
        true,
        true,
        Optional.of(new BackupPolicy(BackupPolicy.Frequency.DAILY, Duration.ofDays(30), true)),
        new Rollout.Canary(10, Duration.ofMinutes(5)),
        List.of(
            new Freeze.Weekly(
                new Freeze.WeekTime(DayOfWeek.FRIDAY, LocalTime.of(16, 0)),
                new Freeze.WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0)),
                ZoneId.of("UTC"))),
        Optional.of(
            new Environment.Domain(
                "api.biomerkin.com",
                "arn:aws:acm:us-east-1:333333333333:certificate/"
                    + "0f0e0d0c-0b0a-4908-8706-050403020100")),
        false,
        Optional.empty());
  }

  private static Target aws(String account, boolean mfa) {
    return new Target.Aws(
        account,
        "us-east-1",
        Optional.empty(),
        Optional.of(new Target.Role("BiomerkinDeploy", Optional.empty(), mfa)),
        Optional.empty());
  }
}
