package io.biomerkin.model;

/** The kinds of resources that a blueprint names. */
public enum ResourceKind {
  /** A DynamoDB table. */
  TABLE,
  /** An S3 bucket. */
  BUCKET,
  /** An SQS queue, dead letters included. */
  QUEUE,
  /** An SNS topic. */
  TOPIC,
  /** A secret of the Secrets Manager. */
  SECRET,
  /** An agent. */
  AGENT;

  /** As a reader writes it, e.g. {@code table}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
