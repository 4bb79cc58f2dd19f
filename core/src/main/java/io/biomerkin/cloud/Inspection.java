package io.biomerkin.cloud;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks at resources one by one, through their own services, not through what the stack says. */
public final class Inspection {

  private final Cloud cloud;

  /** Looks at the resources of a cloud. */
  public Inspection(Cloud cloud) {
    this.cloud = cloud;
  }

  /**
   * What a look at a resource found.
   *
   * @param well whether it is there and usable
   * @param detail a few words
   */
  public record Finding(boolean well, String detail) {}

  /** A table by its name. */
  public Finding table(String name) {
    return look(
        () -> {
          var table =
              cloud.client(DynamoDbClient.class).describeTable(r -> r.tableName(name)).table();
          String status = table.tableStatusAsString();
          return new Finding("ACTIVE".equals(status), status);
        });
  }

  /** A bucket by its name. */
  public Finding bucket(String name) {
    return look(
        () -> {
          cloud.client(S3Client.class).headBucket(r -> r.bucket(name));
          return new Finding(true, "reachable");
        });
  }

  /** A queue by its URL. */
  public Finding queue(String url) {
    return look(
        () -> {
          var attributes =
              cloud
                  .client(SqsClient.class)
                  .getQueueAttributes(
                      r ->
                          r.queueUrl(url)
                              .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                  .attributes();
          return new Finding(
              true,
              attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                  + " messages");
        });
  }

  /** An alarm by its name; well as long as it does not ring. */
  public Finding alarm(String name) {
    return look(
        () -> {
          List<MetricAlarm> alarms =
              cloud
                  .client(CloudWatchClient.class)
                  .describeAlarms(r -> r.alarmNames(name))
                  .metricAlarms();
          if (alarms.isEmpty()) {
            return new Finding(false, "missing");
          }
          StateValue state = alarms.get(0).stateValue();
          return new Finding(state != StateValue.ALARM, String.valueOf(state));
        });
  }

  /** A stage of a REST API. */
  public Finding stage(String api, String stage) {
    return look(
        () -> {
          cloud.client(ApiGatewayClient.class).getStage(r -> r.restApiId(api).stageName(stage));
          return new Finding(true, "stage " + stage);
        });
  }

  /**
   * Calls a GET route of a REST API; well when it answers with 2xx.
   *
   * @param api the API's id
   * @param path the route's path, without parameters
   * @return empty when this cloud has the route, but no test calls
   */
  public Optional<Finding> route(String api, String path) {
    ApiGatewayClient client = cloud.client(ApiGatewayClient.class);
    Optional<Resource> resource =
        client.getResourcesPaginator(r -> r.restApiId(api).limit(500)).items().stream()
            .filter(item -> path.equals(item.path()))
            .filter(item -> item.hasResourceMethods() && item.resourceMethods().containsKey("GET"))
            .findFirst();
    if (resource.isEmpty()) {
      return Optional.of(new Finding(false, "missing"));
    }
    try {
      TestInvokeMethodResponse answer =
          client.testInvokeMethod(
              r ->
                  r.restApiId(api)
                      .resourceId(resource.get().id())
                      .httpMethod("GET")
                      .pathWithQueryString(path));
      return Optional.of(new Finding(answer.status() / 100 == 2, "HTTP " + answer.status()));
    } catch (NotFoundException e) {
      // The method is there, so it is the call that is not: AWS has it, some emulators do not.
      return Optional.empty();
    }
  }

  /** A refusal by the service is a finding, not a failure of the whole validation. */
  private static Finding look(java.util.function.Supplier<Finding> look) {
    try {
      return look.get();
    } catch (AwsServiceException e) {
      if (e.statusCode() == 403) {
        throw e;
      }
      return new Finding(false, isMissing(e) ? "missing" : CloudErrors.message(e));
    }
  }

  /** Some services tell by the status, some by the code. */
  private static boolean isMissing(AwsServiceException e) {
    return e.statusCode() == 404
        || (e.awsErrorDetails() != null
            && "ResourceNotFoundException".equals(e.awsErrorDetails().errorCode()));
  }
}
