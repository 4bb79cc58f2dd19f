package io.biomerkin.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who is told of deployments and alarms. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Notification.Email.class, name = "email"),
  @JsonSubTypes.Type(value = Notification.Slack.class, name = "slack"),
  @JsonSubTypes.Type(value = Notification.PagerDuty.class, name = "pagerDuty")
})
public sealed interface Notification {

  /**
   * A subscription of the topic {@code alerts}.
   *
   * @param address the e-mail address
   */
  record Email(String address) implements Notification {}

  /**
   * A Slack channel.
   *
   * @param secret the secret that holds the webhook's URL
   */
  record Slack(String secret) implements Notification {}

  /**
   * A PagerDuty service.
   *
   * @param secret the secret that holds the routing key
   */
  record PagerDuty(String secret) implements Notification {}
}
