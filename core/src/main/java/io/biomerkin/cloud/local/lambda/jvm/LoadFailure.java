package io.biomerkin.cloud.local.lambda.jvm;

/** A handler that Lambda cannot use, with the type and the words that it has for that. */
final class LoadFailure extends Exception {

  private static final long serialVersionUID = 1;

  private final String type;

  LoadFailure(String type, String message) {
    super(message);
    this.type = type;
  }

  LoadFailure(String message, Throwable cause) {
    super(message, cause);
    this.type = cause.getClass().getName();
  }

  String type() {
    return type;
  }
}
