package io.biomerkin.deploy.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.deploy.step.FailureAdvice.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureAdviceTest {

  private static final String DENIED =
      "User: arn:aws:sts::333333333333:assumed-role/Deploy/biomerkin-deploy is not authorized to"
          + " perform: lambda:CreateFunction on resource:"
          + " arn:aws:lambda:us-east-1:333333333333:function:calc-adder-prod because no"
          + " identity-based policy allows the lambda:CreateFunction action (Service: Lambda)";

  @Test
  void a_missing_permission_is_that_of_the_role_and_not_of_its_session() {
    assertThat(FailureAdvice.missing(DENIED))
        .contains(
            new Missing(
                "arn:aws:iam::333333333333:role/Deploy",
                "lambda:CreateFunction",
                "arn:aws:lambda:us-east-1:333333333333:function:calc-adder-prod"));
    assertThat(
            FailureAdvice.missing(
                "User: arn:aws:iam::333333333333:user/ada is not authorized to perform:"
                    + " s3:ListAllMyBuckets"))
        .contains(new Missing("arn:aws:iam::333333333333:user/ada", "s3:ListAllMyBuckets", "*"));
    assertThat(FailureAdvice.missing("Function not found")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calc-results-dev already exists in stack X | something outside of the stack has that name:"
            + " delete or rename it, then DEPLOY",
        "Rate exceeded (Service: Lambda) | the service was asked too much at once: DEPLOY",
        "Code storage limit exceeded. | ask for more in Service Quotas, or need less, then DEPLOY",
        "Function not found: arn | something was deleted by hand: put it back, then DEPLOY",
        "User: arn:aws:iam::1:user/a is not authorized to perform: s3:X | give the deploying role"
            + " this permission, then DEPLOY",
        "Handler is wrong | correct what the reason names, then DEPLOY",
      })
  void each_reason_has_its_advice(String reason, String advice) {
    assertThat(FailureAdvice.of(reason, "DEPLOY")).isEqualTo(advice);
  }
}
