package io.biomerkin.event;

/** Is told what an operation does. Called from one thread at a time. */
@FunctionalInterface
public interface DeployListener {

  /** Something happened. What a listener throws ends the operation. */
  void on(DeployEvent event);

  /** Hears nothing. */
  static DeployListener silent() {
    return event -> {};
  }
}
