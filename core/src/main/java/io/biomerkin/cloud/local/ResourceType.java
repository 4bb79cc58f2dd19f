package io.biomerkin.cloud.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A CloudFormation resource type: how it is created, updated and deleted through the clients of the
 * embedded services. One class each, registered with {@code @AutoService}. What a service throws
 * ({@code AwsServiceException}) fails the resource with the exception's message as its reason.
 */
public interface ResourceType {

  /** Its name, its properties, what replaces it. */
  ResourceSchema schema();

  /**
   * Refuses, before anything is changed, what this machine could not run.
   *
   * @param properties what they are to be, as far as they are known by then
   */
  default void requireMachine(ObjectNode properties) {}

  /** Creates it. {@link ResourceRequest#resumed} tells that a creation was begun before. */
  Resource create(ResourceRequest request);

  /**
   * The one that has the name which the properties give, whoever made it: a stack that imports
   * existing resources takes it over (AWS: "Import AWS resources into a CloudFormation stack").
   */
  default Optional<Resource> find(ResourceRequest request) {
    return Optional.empty();
  }

  /**
   * Changes it in place; called when no property of {@link ResourceSchema#replacing} changed.
   *
   * @param request its new properties
   * @param current what it is now
   * @param before its properties until now
   */
  Resource update(ResourceRequest request, Resource current, ObjectNode before);

  /**
   * What it is now, whoever changed it, as properties of a template; empty when it is gone.
   *
   * @param request its properties as they were asked for: only those need be told
   * @param current what it was when the stack last touched it
   */
  Optional<ObjectNode> read(ResourceRequest request, Resource current);

  /** Deletes it; what is gone already is no failure. */
  void delete(ResourceRequest request, Resource current);
}
