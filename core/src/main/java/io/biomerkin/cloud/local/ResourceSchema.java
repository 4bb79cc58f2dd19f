package io.biomerkin.cloud.local;

import java.util.Set;

/**
 * What CloudFormation knows of a type before it does anything; a property or attribute not listed
 * here is refused by name.
 *
 * @param type e.g. {@code AWS::S3::Bucket}
 * @param required properties that must be there
 * @param replacing properties whose change replaces the resource
 * @param updating properties that change in place
 * @param attributes what {@code Fn::GetAtt} may ask for
 * @param holdsData whether removing it loses data
 */
public record ResourceSchema(
    String type,
    Set<String> required,
    Set<String> replacing,
    Set<String> updating,
    Set<String> attributes,
    boolean holdsData) {

  /** Whether the type has that property. */
  public boolean knows(String property) {
    return replacing.contains(property) || updating.contains(property);
  }
}
