package io.biomerkin.cloud;

import io.biomerkin.model.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** The SDK's own clients, pointed at AWS or at a server that speaks like it. */
final class AwsClients {

  /**
   * A service that the engine speaks to.
   *
   * @param id its id as environment variables have it (AWS SDKs and Tools Reference Guide:
   *     "Service-specific endpoints")
   * @param builder asked for only when its client is: loading a service's classes costs
   */
  private record Service(String id, Supplier<AwsClientBuilder<?, ?>> builder) {}

  private static final Map<String, Service> SERVICES =
      Map.ofEntries(
          Map.entry("ApiGatewayClient", new Service("API_GATEWAY", ApiGatewayClient::builder)),
          Map.entry(
              "CloudFormationClient", new Service("CLOUDFORMATION", CloudFormationClient::builder)),
          Map.entry("CloudWatchClient", new Service("CLOUDWATCH", CloudWatchClient::builder)),
          Map.entry(
              "CloudWatchLogsClient",
              new Service("CLOUDWATCH_LOGS", CloudWatchLogsClient::builder)),
          Map.entry("CodePipelineClient", new Service("CODEPIPELINE", CodePipelineClient::builder)),
          Map.entry("DynamoDbClient", new Service("DYNAMODB", DynamoDbClient::builder)),
          Map.entry("IamClient", new Service("IAM", IamClient::builder)),
          Map.entry("LambdaClient", new Service("LAMBDA", LambdaClient::builder)),
          Map.entry("S3Client", new Service("S3", () -> S3Client.builder())),
          Map.entry("SnsClient", new Service("SNS", SnsClient::builder)),
          Map.entry("SqsClient", new Service("SQS", SqsClient::builder)),
          Map.entry("StsClient", new Service("STS", StsClient::builder)));

  /** AWS: "Lambda quotas". */
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private static final Set<String> CLASHES =
      Set.of("OperationAborted", "ConditionalRequestConflict");

  private static final int MOST_ATTEMPTS = 5;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Target.Aws target;
  private final Endpoints endpoints;
  private final AwsCredentialsProvider credentials;

  private AwsClients(Target.Aws target, Endpoints endpoints, AwsAccess access) {
    this.target = target;
    this.endpoints = endpoints;
    this.credentials =
        new AwsCredentials(target, access.codes(), as -> type -> open(type.getSimpleName(), as))
            .provider();
  }

  /** The cloud that the target names. */
  static Cloud cloud(Target.Aws declared, AwsAccess access) {
    Endpoints endpoints = new Endpoints(access, declared);
    Target.Aws target = endpoints.all().map(declared::at).orElse(declared);
    String label =
        target.endpoint().map(url -> url + ", account ").orElse("AWS account ")
            + target.account()
            + " "
            + target.region();
    AwsClients[] clients = new AwsClients[1];
    return new Cloud(
        label,
        target.account(),
        target.region(),
        CloudClock.system(),
        endpoints.of("S3"),
        type -> {
          synchronized (clients) {
            if (clients[0] == null) {
              clients[0] = new AwsClients(target, endpoints, access);
            }
            return clients[0].open(type.getSimpleName(), clients[0].credentials);
          }
        });
  }

  private SdkClient open(String type, AwsCredentialsProvider as) {
    Service service = SERVICES.get(type);
    if (service == null) {
      throw new IllegalArgumentException("the engine has no client of " + type);
    }
    AwsClientBuilder<?, ?> builder = service.builder().get();
    Optional<URI> endpoint = endpoints.of(service.id());
    builder.region(Region.of(target.region()));
    builder.credentialsProvider(as);
    endpoint.ifPresent(builder::endpointOverride);
    if (builder instanceof S3ClientBuilder s3) {
      // Other servers seldom answer to one host name a bucket.
      s3.forcePathStyle(endpoint.isPresent());
    }
    UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
    if (builder instanceof LambdaClientBuilder) {
      http.socketTimeout(LONGEST_INVOCATION.plusMinutes(1));
    }
    builder.overrideConfiguration(
        o -> {
          o.retryStrategy(patient());
          target.profile().ifPresent(o::defaultProfileName);
          if (builder instanceof S3ClientBuilder) {
            o.addExecutionInterceptor(new OwnBuckets(target.account()));
          }
          if (builder instanceof StsClientBuilder) {
            // Who somebody is must be known before anything else.
            o.apiCallTimeout(Cloud.FIRST_ANSWER);
          }
        });
    ((AwsSyncClientBuilder<?, ?>) builder).httpClientBuilder(http);
    return (SdkClient) builder.build();
  }

  /**
   * The mode and the number of attempts that the user's configuration names, or the standard mode
   * (AWS: "Retry behavior", AWS SDKs and Tools Reference Guide).
   */
  private static RetryStrategy patient() {
    RetryMode mode = RetryMode.resolver().defaultRetryMode(RetryMode.STANDARD).resolve();
    RetryStrategy.Builder<?, ?> strategy =
        AwsRetryStrategy.forRetryMode(mode).toBuilder().retryOnException(AwsClients::isClash);
    if (SdkSystemSetting.AWS_MAX_ATTEMPTS.getStringValue().isEmpty()) {
      strategy.maxAttempts(MOST_ATTEMPTS);
    }
    return strategy.build();
  }

  /**
   * Two changes of one bucket, or two conditional writes of one object, at the same moment (Amazon
   * S3: "Error responses", which says to try again).
   */
  private static boolean isClash(Throwable failure) {
    return failure instanceof S3Exception refused
        && refused.statusCode() == 409
        && CLASHES.contains(CloudErrors.code(refused));
  }

  /**
   * For invocations. An answer that is late or lost is no reason to run an agent a second time: it
   * may be at work still. Only what Lambda refused is asked again.
   */
  static void runsOnce(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().copy(o -> o.retryStrategy(onlyRefusals())));
  }

  private static RetryStrategy onlyRefusals() {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(SHORTEST_PAUSE, LONGEST_PAUSE))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(SHORTEST_PAUSE, LONGEST_PAUSE))
        .treatAsThrottling(AwsClients::isThrottling)
        .retryOnException(AwsClients::isThrottling)
        .build();
  }

  private static boolean isThrottling(Throwable failure) {
    return failure instanceof SdkServiceException refused && refused.isThrottlingException();
  }
}
