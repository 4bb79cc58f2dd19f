package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.STACK;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.template;
import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class DynamicReferencesTest {

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
    cloud
        .cloud()
        .client(SsmClient.class)
        .putParameter(r -> r.name("/size").value("large").type(ParameterType.STRING));
    cloud
        .cloud()
        .client(SecretsManagerClient.class)
        .createSecret(r -> r.name("keys").secretString("{\"user\": \"me\", \"port\": 8080}"));
  }

  @Test
  void a_resource_gets_the_value_and_the_stack_keeps_the_reference() throws IOException {
    cloud.deploy(
        template(
            thing("A", "'{{resolve:ssm:/size}}'")
                + ","
                + thing("B", "'{{resolve:secretsmanager:keys:SecretString:user}}:x'")
                + ","
                + thing("C", "'{{resolve:secretsmanager:keys:SecretString:port}}'")));

    assertThat(cloud.things())
        .containsEntry("a", "large")
        .containsEntry("b", "me:x")
        .containsEntry("c", "8080");
    try (Stream<Path> stacks = Files.list(folder.resolve("cloudformation/stacks"))) {
      assertThat(stacks)
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.readString(file))
                      .contains("{{resolve:secretsmanager:keys:SecretString:port}}"));
    }
  }

  @Test
  void a_reference_to_what_is_not_there_fails_the_resource() {
    cloud.create(template(thing("A", "'{{resolve:secretsmanager:keys:SecretString:none}}'")));

    assertThat(cloud.settle()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(cloud.events())
        .contains(
            "A CREATE_FAILED Could not find a value associated with JSONKey in SecretString of the"
                + " secret keys");
  }

  @Test
  void a_parameter_can_stand_in_parameter_store() {
    String template =
        ("{'Parameters': {'P': {'Type': 'AWS::SSM::Parameter::Value<String>', 'Default':"
                + " '/size'}}, 'Resources': {"
                + thing("A", "{'Ref': 'P'}")
                + "}}")
            .replace('\'', '"');

    cloud.client().createStack(r -> r.stackName(STACK).templateBody(template));
    cloud.settle();

    assertThat(cloud.things()).containsEntry("a", "large");
    Refused.by(
            () ->
                cloud
                    .client()
                    .createStack(
                        r -> r.stackName("other").templateBody(template.replace("size", "none"))))
        .withText("Unable to fetch parameters [/none] from parameter store for this account.");
  }

  @Test
  void roles_need_a_capability() {
    String role =
        "'R': {'Type': 'AWS::IAM::Role', 'Properties': {%s'AssumeRolePolicyDocument':"
            + " {'Version': '2012-10-17', 'Statement': []}}}";
    String unnamed = template(role.formatted(""));
    String named = template(role.formatted("'RoleName': 'r', "));

    Refused.by(() -> cloud.client().createStack(r -> r.stackName("a").templateBody(unnamed)))
        .is(400, "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
    Refused refused =
        Refused.by(
            () ->
                cloud
                    .client()
                    .createStack(
                        r ->
                            r.stackName("a")
                                .templateBody(named)
                                .capabilities(Capability.CAPABILITY_IAM)));
    refused.is(
        400, "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]");
    assertThat(refused.exception()).isInstanceOf(InsufficientCapabilitiesException.class);
  }
}
