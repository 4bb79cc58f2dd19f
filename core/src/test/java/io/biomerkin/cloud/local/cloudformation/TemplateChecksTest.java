package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.StackHarness.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

class TemplateChecksTest {

  @TempDir Path folder;

  private StackHarness cloud;

  @BeforeEach
  void open() {
    cloud = new StackHarness(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {                                                                                        | Template format error: JSON not well-formed. (line 1, column 2)
          {} {}                                                                                    | Template format error: JSON not well-formed. (line 1, column 4)
          {'Resources': {}, 'Resources': {}}                                                       | Template format error: JSON not well-formed. (line 1, column 30)
          []                                                                                       | Template format error: unsupported structure.
          {}                                                                                       | Template format error: At least one Resources member must be defined.
          {'Resources': {}}                                                                        | Template format error: At least one Resources member must be defined.
          {'Resources': {'A': {'Type': 'Test::Thing'}}, 'Resource': {}, 'Extra': 1}                | Invalid template property or properties [Extra, Resource]
          {'Resources': {'A-B': {'Type': 'Test::Thing'}}}                                          | Template format error: Resources name A-B is non alphanumeric.
          {'Resources': {'A': {}}}                                                                 | Template format error: [/Resources/A] Every Resources object must contain a Type member.
          {'Resources': {'A': 1}}                                                                  | Template format error: [/Resources/A] resource definition is malformed
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': []}}}                          | Template format error: [/Resources/A/Properties] 'Properties' must be an object.
          {'Resources': {'A': {'Type': 'Test::Thing', 'Propertes': {}}}}                           | Invalid template resource property 'Propertes'
          {'Resources': {'A': {'Type': 'AWS::No::Such'}, 'B': {'Type': 'Nor::This'}}}              | Template format error: Unrecognized resource types: [AWS::No::Such, Nor::This]
          {'Resources': {'A': {'Type': 'Test::Thing', 'DeletionPolicy': 'Snapshot'}}}              | Template error: resource type Test::Thing does not support deletion policy Snapshot
          {'Resources': {'A': {'Type': 'Test::Thing', 'DeletionPolicy': 'Keep'}}}                  | Template error: invalid DeletionPolicy 'Keep' for resource A
          {'Resources': {'A': {'Type': 'Test::Thing', 'DependsOn': 'B'}}}                          | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': {'Ref': 'B'}}}}}     | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': {'Fn::Sub': '${B.C}'}}}}} | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          {'Resources': {'A': {'Type': 'Test::Thing', 'Condition': 'C'}}}                          | Template format error: Unresolved condition dependencies [C] in the Resources block of the template
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': 1}}}, 'Outputs': {'O': {'Value': {'Ref': 'X'}}}} | Template format error: Unresolved resource dependencies [X] in the Outputs block of the template
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': {'Fn::GetAtt': 'B.Size'}}}, 'B': {'Type': 'Test::Thing', 'Properties': {'Value': 1}}}} | Template error: resource B does not support attribute type Size in Fn::GetAtt
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': 1}}}, 'Outputs': {'O': {}}} | Template format error: Output O is malformed. The Value is missing.
          {'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Value': {'Ref': 'B'}}}, 'B': {'Type': 'Test::Thing', 'Properties': {'Value': {'Ref': 'A'}}}, 'C': {'Type': 'Test::Thing', 'Properties': {'Value': {'Ref': 'A'}}}}} | Circular dependency between resources: [A, B]
          """)
  void a_template_that_cannot_become_a_stack_is_refused(String template, String message) {
    Refused.by(() -> validate(template)).withText(message);
  }

  @Test
  void all_that_is_wrong_with_the_properties_of_a_resource_is_told() {
    Refused.by(
            () ->
                validate(
                    "{'Resources': {'A': {'Type': 'Test::Thing', 'Properties': {'Valu': 1,"
                        + " 'Nme': 2}}}}"))
        .withText(
            "Properties validation failed for resource A with message:\n"
                + "#: extraneous key [Valu] is not permitted\n"
                + "#: extraneous key [Nme] is not permitted\n"
                + "#: required key [Value] not found");
  }

  @ParameterizedTest
  @CsvSource({"Rules", "Transform", "Hooks"})
  void a_section_that_the_embedded_cloud_has_not_is_refused_by_name(String section) {
    assertThatThrownBy(() -> validate("{'" + section + "': {}, 'Resources': {}}"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            section
                + ": the embedded cloud does not know the template section "
                + section
                + "; docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void an_update_policy_is_refused_by_name() {
    assertThatThrownBy(
            () -> validate("{'Resources': {'A': {'Type': 'Test::Thing', 'UpdatePolicy': {}}}}"))
        .hasMessage(
            "A: the embedded cloud does not know the resource attribute UpdatePolicy; "
                + "docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @Test
  void more_than_500_resources_are_refused() {
    String things =
        IntStream.range(0, 501)
            .mapToObj(i -> "'T" + i + "': {'Type': 'Test::Thing'}")
            .collect(Collectors.joining(","));

    Refused.by(() -> validate("{'Resources': {" + things + "}}"))
        .withText(
            "Template format error: Number of resources, 501, is greater than maximum allowed, 500");
  }

  @Test
  void a_body_of_more_than_51200_bytes_is_refused() {
    String padding = "x".repeat(51_200);

    Refused.by(
            () ->
                validate(
                    "{'Description': '" + padding + "', 'Resources': {" + thing("A", "1") + "}}"))
        .withText(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                + "Member must have length less than or equal to 51200");
  }

  @Test
  void a_template_without_fault_is_described() {
    ValidateTemplateResponse response =
        validate(
            "{'Description': 'things', 'Parameters': {'P': {'Type': 'String', 'Default': 'd',"
                + " 'NoEcho': true}}, 'Resources': {"
                + thing("A", "{'Ref': 'P'}")
                + "}}");

    assertThat(response.description()).isEqualTo("things");
    assertThat(response.parameters())
        .extracting(p -> p.parameterKey() + "=" + p.defaultValue() + " " + p.noEcho())
        .containsExactly("P=d true");
    assertThat(response.capabilities()).isEmpty();
  }

  private ValidateTemplateResponse validate(String template) {
    return cloud.client().validateTemplate(r -> r.templateBody(template.replace('\'', '"')));
  }
}
