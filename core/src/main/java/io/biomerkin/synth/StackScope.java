package io.biomerkin.synth;

import io.biomerkin.model.Blueprint;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;

/** The stack that is being put together, and what every part of it needs to know. */
final class StackScope {

  private final Stack stack;
  final Blueprint blueprint;
  final Environment environment;
  final Names names;
  final SizeValues size;
  private final Map<String, CfnResource> resources = new LinkedHashMap<>();

  StackScope(Stack stack, Blueprint blueprint, Environment environment) {
    this.stack = stack;
    this.blueprint = blueprint;
    this.environment = environment;
    this.names = Names.of(blueprint, environment);
    this.size = SizeValues.of(environment.size());
  }

  Stack stack() {
    return stack;
  }

  /**
   * Adds a resource under a name of our own.
   *
   * @throws ProblemException when another one has it: {@code a-b} and {@code a_b} are the same
   *     there
   */
  CfnResource add(String logicalId, String type, Map<String, Object> properties) {
    if (has(logicalId)) {
      throw new ProblemException(
          ProblemCode.DUPLICATE,
          "topology",
          "two resources would both be " + logicalId + " in the template",
          "give one of them a name that differs in more than signs");
    }
    CfnResource resource =
        CfnResource.Builder.create(stack, logicalId).type(type).properties(properties).build();
    resources.put(logicalId, resource);
    return resource;
  }

  /** Adds a resource that keeps what people put there. */
  void addData(String logicalId, String type, Map<String, Object> properties) {
    keep(
        add(logicalId, type, properties),
        environment.protectData() ? CfnDeletionPolicy.RETAIN : CfnDeletionPolicy.DELETE);
  }

  static void keep(CfnResource resource, CfnDeletionPolicy policy) {
    resource.getCfnOptions().setDeletionPolicy(policy);
    resource.getCfnOptions().setUpdateReplacePolicy(policy);
  }

  /** Makes one resource wait for others. */
  void after(String logicalId, List<String> others) {
    CfnResource resource = resource(logicalId);
    others.forEach(other -> resource.addResourceDependency(resource(other)));
  }

  private CfnResource resource(String logicalId) {
    return Objects.requireNonNull(resources.get(logicalId), logicalId);
  }

  /** The tags that everything has. */
  List<Map<String, Object>> tags() {
    return tagMap().entrySet().stream()
        .map(tag -> Map.<String, Object>of("Key", tag.getKey(), "Value", tag.getValue()))
        .toList();
  }

  Map<String, String> tagMap() {
    return new TreeMap<>(
        Map.of(
            "Environment", environment.name(),
            "ManagedBy", "biomerkin-deploy",
            "Project", Names.pascal(blueprint.application())));
  }

  boolean has(String logicalId) {
    return resources.containsKey(logicalId);
  }

  /** The ARN of something of this account in its region. */
  String arn(String service, String resource) {
    return String.join(":", "arn", partition(), service, names.region(), names.account(), resource);
  }

  /** The ARN of something that AWS owns. */
  String sharedArn(String service, String region, String resource) {
    return String.join(":", "arn", partition(), service, region, "", resource);
  }

  String bucketArn(String bucket) {
    return sharedArn("s3", "", names.bucket(bucket));
  }

  /** What the addresses of the region's services end in. */
  String urlSuffix() {
    return names.region().startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  String partition() {
    if (names.region().startsWith("cn-")) {
      return "aws-cn";
    }
    return names.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  static Map<String, Object> ref(String logicalId) {
    return Map.of("Ref", logicalId);
  }

  static Map<String, Object> att(String logicalId, String attribute) {
    return Map.of("Fn::GetAtt", List.of(logicalId, attribute));
  }

  static Map<String, Object> sub(String text) {
    return Map.of("Fn::Sub", text);
  }
}
