package io.biomerkin.deploy;

import io.biomerkin.cloud.Stacks;
import io.biomerkin.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;

/**
 * All that an environment has come to, as a text: its stacks, its functions and what they run
 * behind their alias, its tables, its markers. Two runs that ended alike have the same one: ids,
 * moments and what follows from them are told by their order.
 */
final class Picture {

  private static final Pattern RELEASE = Pattern.compile("\\b20\\d{6}-\\d{6}\\b");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  /** A template holds the id of its release, and its name follows from it. */
  private static final Pattern TEMPLATE =
      Pattern.compile("(?<=Template: sha256:|templates/)[0-9a-f]{64}");

  private final Project project;
  private final String environment;
  private final List<String> lines = new ArrayList<>();

  private Picture(Project project, String environment) {
    this.project = project;
    this.environment = environment;
  }

  static String of(Project project, String environment) {
    Picture picture = new Picture(project, environment);
    picture.markers();
    picture.stacks();
    picture.functions();
    picture.tables();
    return picture.text();
  }

  private void markers() {
    lines.addAll(
        project
            .git(
                "for-each-ref",
                "--format=%(refname) %(*objectname)%0a%(contents)",
                "refs/tags/calc/" + environment,
                "refs/biomerkin/local/calc/" + environment)
            .lines()
            .toList());
  }

  private void stacks() {
    Stacks root = new Stacks(project.cloud(environment), stack());
    if (root.find().isEmpty()) {
      lines.add("no stack");
      return;
    }
    CloudFormationClient client = project.cloud(environment).client(CloudFormationClient.class);
    for (String name : root.whole().stream().map(Stacks::name).toList()) {
      Stack stack = client.describeStacks(r -> r.stackName(name)).stacks().get(0);
      lines.add(name.replaceFirst("-[0-9A-Z]+$", "") + " " + stack.stackStatusAsString());
      lines.add("protected " + stack.enableTerminationProtection());
      lines.add("policy " + client.getStackPolicy(r -> r.stackName(name)).stackPolicyBody());
      lines.add(client.getTemplate(r -> r.stackName(name)).templateBody());
      client.listStackResources(r -> r.stackName(name)).stackResourceSummaries().stream()
          .map(
              resource ->
                  resource.logicalResourceId()
                      + " "
                      + resource.resourceType()
                      // Which way it came there differs after a death.
                      + " "
                      + resource.resourceStatusAsString().endsWith("_COMPLETE"))
          .sorted()
          .forEach(lines::add);
    }
  }

  private void functions() {
    LambdaClient client = project.cloud(environment).client(LambdaClient.class);
    client.listFunctions().functions().stream()
        .map(FunctionConfiguration::functionName)
        .filter(name -> name.endsWith("-" + environment))
        .sorted()
        .forEach(
            name -> {
              lines.add(name + " " + configuration(client, r -> r.functionName(name)));
              lines.add(
                  name
                      + " live "
                      + configuration(client, r -> r.functionName(name).qualifier("live")));
            });
  }

  private static String configuration(
      LambdaClient client,
      java.util.function.Consumer<GetFunctionConfigurationRequest.Builder> of) {
    var found = client.getFunctionConfiguration(of);
    return String.join(
        " ",
        found.codeSha256(),
        String.valueOf(found.description()),
        String.valueOf(found.memorySize()),
        found.handler(),
        String.valueOf(found.environment() == null ? "" : found.environment().variables()));
  }

  private void tables() {
    project.cloud(environment).client(DynamoDbClient.class).listTables().tableNames().stream()
        .filter(name -> name.endsWith("-" + environment))
        .sorted()
        .forEach(lines::add);
  }

  private String stack() {
    return Names.of(project.blueprint(), project.blueprint().environment(environment).orElseThrow())
        .stack();
  }

  private String text() {
    Map<String, String> ids = new LinkedHashMap<>();
    String told =
        RELEASE
            .matcher(String.join("\n", lines))
            .replaceAll(found -> ids.computeIfAbsent(found.group(), id -> "R" + (ids.size() + 1)));
    told = MOMENT.matcher(told).replaceAll("MOMENT");
    return TEMPLATE.matcher(told).replaceAll(Matcher.quoteReplacement("DIGEST"));
  }
}
