package io.biomerkin.synth;

/**
 * What CloudFormation takes ("Understand CloudFormation quotas"). A system beyond is divided; tests
 * lower them, so that a small system is.
 *
 * @param resources in one template
 * @param parameters in one template
 * @param bytes of one template
 * @param nestedChanges resources of nested stacks that one operation changes
 */
public record Quotas(int resources, int parameters, int bytes, int nestedChanges) {

  /** Those of AWS. */
  public static final Quotas AWS = new Quotas(500, 200, 1_000_000, 2_500);

  boolean fits(Template template) {
    return template.bytes().length <= bytes
        && template.json().path("Resources").size() <= resources
        && template.json().path("Parameters").size() <= parameters;
  }

  /** How many resources of nested stacks go into one part: the stack itself may need the rest. */
  int part() {
    return nestedChanges - resources;
  }
}
