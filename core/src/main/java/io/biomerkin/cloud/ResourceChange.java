package io.biomerkin.cloud;

import java.util.List;
import java.util.Set;

/**
 * What a change set would do to one resource.
 *
 * @param action what happens to it
 * @param logicalId its name in the template
 * @param type its resource type
 * @param physicalId what it is called now; empty when it does not exist yet
 * @param properties what changes of it, as far as the cloud tells
 */
public record ResourceChange(
    Action action, String logicalId, String type, String physicalId, List<Property> properties) {

  /** The type of a stack that is nested in another. */
  public static final String STACK = "AWS::CloudFormation::Stack";

  private static final Set<String> DATA =
      Set.of(
          "AWS::DynamoDB::Table",
          "AWS::S3::Bucket",
          "AWS::SQS::Queue",
          "AWS::SecretsManager::Secret");

  /** Copies its list. */
  public ResourceChange {
    properties = List.copyOf(properties);
  }

  /** What happens to a resource. */
  public enum Action {
    /** It is made. */
    ADDED,
    /** One that exists already, kept when an earlier stack was deleted, becomes the stack's. */
    IMPORTED,
    /** It changes in place. */
    MODIFIED,
    /** A new one takes its place, and the old one goes. */
    REPLACED,
    /** It goes. */
    REMOVED
  }

  /**
   * A property that changes.
   *
   * @param path its path, e.g. {@code MemorySize}
   * @param before its value until now; empty when unknown or absent
   * @param after its value from now on; empty when unknown or absent
   */
  public record Property(String path, String before, String after) {}

  /** Whether the resource keeps data that people put there. */
  public boolean holdsData() {
    return isData(type);
  }

  /** Whether data would be lost. */
  public boolean losesData() {
    return holdsData() && (action == Action.REPLACED || action == Action.REMOVED);
  }

  /** The resource types that keep data that people put there. */
  static Set<String> dataTypes() {
    return DATA;
  }

  /** Whether resources of that type keep data that people put there. */
  public static boolean isData(String type) {
    return DATA.contains(type);
  }
}
