package io.biomerkin.cloud.local.cloudformation;

import static io.biomerkin.cloud.local.cloudformation.Scopes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'Ref': 'Thing'}                                                 | '<Thing>'
          {'Fn::GetAtt': 'Thing.Arn'}                                      | '<Thing of Arn>'
          {'Fn::GetAtt': 'Thing.Endpoint.Port'}                            | '<Thing of Endpoint.Port>'
          {'Fn::GetAtt': ['Thing', 'Endpoint.Port']}                       | '<Thing of Endpoint.Port>'
          {'Fn::Sub': 'a ${Thing} b ${Thing.Arn} c'}                       | 'a <Thing> b <Thing of Arn> c'
          {'Fn::Sub': 'a ${!Thing} b'}                                     | 'a ${Thing} b'
          {'Fn::Sub': ['${A}-${B}', {'A': {'Fn::GetAtt': 'T.X'}}]}         | '<T of X>-<B>'
          {'Fn::Sub': 'costs $5 and $1 {x}'}                               | 'costs $5 and $1 {x}'
          {'Fn::Join': ['-', ['a', {'Ref': 'B'}, 3]]}                      | 'a-<B>-3'
          {'Fn::Join': [',', {'Ref': 'List'}]}                             | 'x,y'
          {'Fn::Split': ['.', 'a.b..c']}                                   | ['a','b','','c']
          {'Fn::Select': ['1', ['a', 'b']]}                                | 'b'
          {'Fn::Select': [1, {'Fn::Split': ['/', 'x/y']}]}                 | 'y'
          {'Fn::If': ['Yes', 'a', 'b']}                                    | 'a'
          {'Fn::If': ['No', 'a', 'b']}                                     | 'b'
          {'K': {'Fn::If': ['No', 'a', {'Ref': 'AWS::NoValue'}]}, 'L': 1}  | {'L':1}
          ['a', {'Ref': 'AWS::NoValue'}, 'b']                              | ['a','b']
          {'Fn::FindInMap': ['M', 'eu', 'size']}                           | '3'
          {'Fn::FindInMap': ['M', 'eu', 'zones']}                          | ['a','b']
          {'Fn::Base64': 'hello'}                                          | 'aGVsbG8='
          {'Fn::ImportValue': {'Fn::Sub': 'net-${X}'}}                     | '<from net-<X>>'
          {'Fn::GetAZs': 'eu-west-1'}                                      | ['eu-west-1a','eu-west-1b','eu-west-1c']
          {'Condition': {'Ref': 'X'}}                                      | {'Condition':'<X>'}
          """)
  void a_function_gives_its_value(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fn::Transform", "Fn::Cidr", "Fn::ForEach", "Fn::Length"})
  void a_function_that_aws_has_and_the_embedded_cloud_has_not_is_refused_by_name(String function) {
    assertThatThrownBy(() -> value("{'" + function + "': ['a']}"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            function
                + ": the embedded cloud does not know the intrinsic function "
                + function
                + "; docs/embedded-cloud.md lists what it has [BMK-704]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'Fn::Nonsense': 1}                     | Template error: Encountered unsupported function: Fn::Nonsense
          {'Fn::GetAtt': 'Thing'}                 | Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute
          {'Fn::Select': ['2', ['a', 'b']]}       | Template error: Fn::Select cannot select nonexistent value at index 2
          {'Fn::Select': ['-1', ['a', 'b']]}      | Template error: Fn::Select cannot select nonexistent value at index -1
          {'Fn::FindInMap': ['M', 'us', 'size']}  | Template error: Unable to get mapping for M::us::size
          {'Fn::Join': ['-', [{'a': 1, 'b': 2}]]} | Template error: every Fn::Join object must evaluate to a string
          {'Fn::If': ['Yes', 'a']}                | Template error: Fn::If requires a list argument with three elements
          {'Fn::Sub': '${List}'}                  | Template error: variable List in Fn::Sub expression does not resolve to a string
          """)
  void a_function_with_wrong_arguments_is_refused(String expression, String message) {
    Refused.by(() -> value(expression)).withText(message);
  }

  @Test
  void what_is_known_after_apply_only_makes_all_that_is_made_of_it_unknown() {
    String unknown = "'" + Scope.KNOWN_AFTER_APPLY + "'";

    assertThat(value("{'Fn::Select': [1, {'Fn::Split': [',', " + unknown + "]}]}"))
        .isEqualTo(unknown);
    assertThat(value("{'Fn::Base64': " + unknown + "}")).isEqualTo(unknown);
  }
}
