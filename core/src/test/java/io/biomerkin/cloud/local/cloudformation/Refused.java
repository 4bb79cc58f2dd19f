package io.biomerkin.cloud.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A refused call. */
record Refused(AwsServiceException exception) {

  static Refused by(ThrowingCallable call) {
    AwsServiceException exception = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(exception).as("the call is refused").isNotNull();
    return new Refused(exception);
  }

  /** Asserts the whole answer. */
  void is(int status, String code, String message) {
    assertThat(exception.awsErrorDetails().errorMessage()).isEqualTo(message);
    assertThat(exception.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(exception.statusCode()).isEqualTo(status);
  }

  /** Asserts a {@code ValidationError}. */
  void withText(String message) {
    is(400, "ValidationError", message);
  }
}
