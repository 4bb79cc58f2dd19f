package io.biomerkin.cloud;

import software.amazon.awssdk.services.sns.SnsClient;

/** Notices, through SNS. */
public final class Topics {

  /** AWS: "Publish", the longest subject. */
  private static final int LONGEST_SUBJECT = 100;

  private final SnsClient client;
  private final Cloud cloud;

  /** The topics of a cloud. */
  public Topics(Cloud cloud) {
    this.client = cloud.client(SnsClient.class);
    this.cloud = cloud;
  }

  /**
   * Publishes a notice.
   *
   * @param topic the topic's name
   */
  public void publish(String topic, String subject, String text) {
    String arn = cloud.arn("sns", topic);
    String line = subject.replaceAll("\\s+", " ");
    String shortened =
        line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 3) + "...";
    client.publish(r -> r.topicArn(arn).subject(shortened).message(text));
  }
}
