package io.biomerkin.synth;

import static io.biomerkin.synth.StackScope.att;
import static io.biomerkin.synth.StackScope.ref;

import io.biomerkin.model.Agent;
import io.biomerkin.model.Names;
import io.biomerkin.model.Schedule;
import io.biomerkin.model.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;

/** Functions with their roles, logs, versions and aliases, and what starts them by the clock. */
final class AgentResources {

  /** The smallest and largest provisioned concurrency of an agent that scales. */
  private static final int LEAST = 1;

  private static final int MOST = 10;
  private static final double UTILIZATION = 0.7;

  private final StackScope scope;
  private final Policies policies;

  AgentResources(StackScope scope) {
    this.scope = scope;
    this.policies = new Policies(scope);
  }

  void add() {
    scope.blueprint.topology().agents().forEach(this::agent);
    scope.blueprint.topology().schedules().forEach(this::schedule);
  }

  /** The first part of the names of an agent's resources in the template. */
  static String id(String agent) {
    return Names.pascal(agent);
  }

  private void agent(Agent agent) {
    String id = id(agent.name());
    scope.add(
        id + "Logs",
        "AWS::Logs::LogGroup",
        Map.of(
            "LogGroupName", scope.names.logGroup(agent.name()),
            "RetentionInDays", scope.size.logDays(),
            "Tags", scope.tags()));
    role(agent, id);
    CfnResource function =
        scope.add(id + "Agent", "AWS::Lambda::Function", functionProperties(agent, id));
    function.addMetadata(CodeBinding.AGENT, agent.name());
    StackScope.keep(
        scope.add(
            id + "Version", "AWS::Lambda::Version", Map.of("FunctionName", ref(id + "Agent"))),
        CfnDeletionPolicy.RETAIN);
    scope.add(
        id + "Live",
        "AWS::Lambda::Alias",
        Map.of(
            "FunctionName", ref(id + "Agent"),
            "FunctionVersion", att(id + "Version", "Version"),
            "Name", Agent.ALIAS));
    if (scope.size.scales() && isBehindApi(agent)) {
      scaling(agent, id);
    }
  }

  private void role(Agent agent, String id) {
    scope.add(
        id + "Role",
        "AWS::IAM::Role",
        Map.of(
            "AssumeRolePolicyDocument", Policies.trust("lambda.amazonaws.com"),
            "Policies",
                List.of(
                    Map.of(
                        "PolicyName",
                        "access",
                        "PolicyDocument",
                        Policies.document(policies.of(agent)))),
            "Tags", scope.tags()));
  }

  private Map<String, Object> functionProperties(Agent agent, String id) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("FunctionName", scope.names.resource(agent.name()));
    properties.put("Runtime", agent.runtime());
    properties.put("Handler", agent.handler());
    properties.put("Code", Map.of("S3Bucket", scope.names.releaseStore(), "S3Key", agent.name()));
    properties.put("MemorySize", agent.memory());
    properties.put("Timeout", agent.timeout().toSeconds());
    properties.put("Role", att(id + "Role", "Arn"));
    properties.put("Environment", Map.of("Variables", variables(agent)));
    properties.put("LoggingConfig", Map.of("LogGroup", ref(id + "Logs")));
    if (scope.environment.monitoring()) {
      properties.put("TracingConfig", Map.of("Mode", "Active"));
    }
    agent.concurrency().ifPresent(n -> properties.put("ReservedConcurrentExecutions", n));
    properties.put("Tags", scope.tags());
    return properties;
  }

  private Map<String, Object> variables(Agent agent) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("ENVIRONMENT", scope.environment.name());
    for (String other : agent.access().invokes()) {
      String name = "AGENT_" + other.toUpperCase(Locale.ROOT).replace('-', '_');
      variables.put(name, scope.names.resource(other) + ":" + Agent.ALIAS);
    }
    agent.variables().forEach((name, value) -> variables.put(name, value(value)));
    return variables;
  }

  private Object value(Variable variable) {
    if (variable instanceof Variable.NameOf of) {
      return switch (of.kind()) {
        case TABLE -> scope.names.resource(of.name());
        case AGENT -> scope.names.resource(of.name()) + ":" + Agent.ALIAS;
        case BUCKET -> scope.names.bucket(of.name());
        case SECRET -> scope.names.secret(of.name());
        case QUEUE -> ref(Names.pascal(of.name()) + "Queue");
        case TOPIC -> ref(Names.pascal(of.name()) + "Topic");
      };
    }
    return ((Variable.Literal) variable).text();
  }

  private boolean isBehindApi(Agent agent) {
    return scope.blueprint.topology().api().stream()
        .flatMap(api -> api.routes().stream())
        .anyMatch(route -> route.agent().equals(agent.name()));
  }

  private void scaling(Agent agent, String id) {
    scope.add(
        id + "Scaling",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        Map.of(
            "ServiceNamespace",
            "lambda",
            "ScalableDimension",
            "lambda:function:ProvisionedConcurrency",
            "ResourceId",
            "function:" + scope.names.resource(agent.name()) + ":" + Agent.ALIAS,
            "MinCapacity",
            LEAST,
            "MaxCapacity",
            MOST));
    scope.after(id + "Scaling", List.of(id + "Live"));
    scope.add(
        id + "ScalingPolicy",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        Map.of(
            "PolicyName",
            scope.names.resource(agent.name()) + "-utilization",
            "PolicyType",
            "TargetTrackingScaling",
            "ScalingTargetId",
            ref(id + "Scaling"),
            "TargetTrackingScalingPolicyConfiguration",
            Map.of(
                "TargetValue",
                UTILIZATION,
                "PredefinedMetricSpecification",
                Map.of("PredefinedMetricType", "LambdaProvisionedConcurrencyUtilization"))));
  }

  private void schedule(Schedule schedule) {
    String id = Names.pascal(schedule.name()) + "Schedule";
    Map<String, Object> alias = ref(id(schedule.agent()) + "Live");
    scope.add(
        id,
        "AWS::Events::Rule",
        Map.of(
            "Name", scope.names.resource(schedule.name()),
            "ScheduleExpression", schedule.expression(),
            "State", "ENABLED",
            "Tags", scope.tags(),
            "Targets", List.of(Map.of("Id", schedule.agent(), "Arn", alias))));
    scope.add(
        id + "Permission",
        "AWS::Lambda::Permission",
        Map.of(
            "Action",
            "lambda:InvokeFunction",
            "FunctionName",
            alias,
            "Principal",
            "events.amazonaws.com",
            "SourceArn",
            att(id, "Arn")));
  }
}
