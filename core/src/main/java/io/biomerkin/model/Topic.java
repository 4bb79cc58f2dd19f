package io.biomerkin.model;

/**
 * An SNS topic that agents write to. The topic {@code alerts} need not be declared: every
 * environment has it.
 *
 * @param name its name in the blueprint
 */
public record Topic(String name) {

  /** The topic of alarms and notices that every environment has. */
  public static final String ALERTS = "alerts";
}
