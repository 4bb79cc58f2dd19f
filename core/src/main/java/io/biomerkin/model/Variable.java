package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The value of an agent's environment variable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Variable.Literal.class, name = "literal"),
  @JsonSubTypes.Type(value = Variable.NameOf.class, name = "nameOf")
})
public sealed interface Variable {

  /**
   * The same text in every environment.
   *
   * @param text the value
   */
  record Literal(String text) implements Variable {}

  /**
   * What operators and the AWS CLI call a resource in the environment: the name of a table or
   * bucket, the URL of a queue, the ARN of a topic, the name of a secret.
   *
   * @param kind the kind of resource
   * @param name its name in the blueprint
   */
  record NameOf(ResourceKind kind, String name) implements Variable {}
}
