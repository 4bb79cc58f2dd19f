package io.biomerkin.cloud.local.lambda.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of one service, found by boto3's names for them.
 *
 * @param service boto3's name of the service
 * @param client the SDK's client interface
 * @param method the operation on it
 */
record Operation(String service, Class<? extends SdkClient> client, Method method) {

  private static final Map<String, Class<? extends SdkClient>> CLIENTS =
      Map.ofEntries(
          Map.entry("apigateway", ApiGatewayClient.class),
          Map.entry("cloudformation", CloudFormationClient.class),
          Map.entry("cloudwatch", CloudWatchClient.class),
          Map.entry("logs", CloudWatchLogsClient.class),
          Map.entry("dynamodb", DynamoDbClient.class),
          Map.entry("events", EventBridgeClient.class),
          Map.entry("iam", IamClient.class),
          Map.entry("lambda", LambdaClient.class),
          Map.entry("s3", S3Client.class),
          Map.entry("secretsmanager", SecretsManagerClient.class),
          Map.entry("sns", SnsClient.class),
          Map.entry("sqs", SqsClient.class),
          Map.entry("ssm", SsmClient.class),
          Map.entry("sts", StsClient.class));

  /** The operation, e.g. {@code dynamodb} and {@code put_item}; none when there is no such one. */
  static Optional<Operation> find(String service, String operation) {
    String name = operation.replace("_", "");
    return Optional.ofNullable(CLIENTS.get(service))
        .flatMap(
            client ->
                Arrays.stream(client.getMethods())
                    .filter(method -> method.getName().equalsIgnoreCase(name))
                    .filter(Operation::isOperation)
                    .findFirst()
                    .map(method -> new Operation(service, client, method)));
  }

  /** The API's name, e.g. {@code PutItem}. */
  String name() {
    return method.getParameterTypes()[0].getSimpleName().replaceFirst("Request$", "");
  }

  /** The request that boto3's parameters make; a body is left to {@link #call}. */
  AwsRequest request(ObjectNode params) {
    try {
      ObjectNode members = params.deepCopy();
      if (takesBody()) {
        members.remove("Body");
      }
      SdkPojo builder = (SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null);
      ParameterReader.fill(members, builder, "");
      return (AwsRequest) ((SdkBuilder<?, ?>) builder).build();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " has an unexpected form", e);
    }
  }

  /** Makes the call on the account's own client, under the lock that its caller holds. */
  ObjectNode call(LocalAccount account, AwsRequest request, JsonNode body) {
    SdkClient target = account.client(client);
    try {
      if (takesBody()) {
        byte[] content = ParameterReader.bytes(body).orElse(new byte[0]);
        return written(method.invoke(target, request, RequestBody.fromBytes(content)));
      }
      if (givesStream()) {
        return written(method.invoke(target, request, ResponseTransformer.toBytes()));
      }
      return written(method.invoke(target, request));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode written(Object response) {
    if (response instanceof ResponseBytes<?> streamed) {
      ObjectNode node = ResponseWriter.write((SdkPojo) streamed.response());
      node.set("Body", ResponseWriter.bytes(streamed.asByteArray()));
      return node;
    }
    return ResponseWriter.write((SdkPojo) response);
  }

  private boolean takesBody() {
    return method.getParameterCount() == 2 && method.getParameterTypes()[1] == RequestBody.class;
  }

  private boolean givesStream() {
    return method.getParameterCount() == 2
        && method.getParameterTypes()[1] == ResponseTransformer.class;
  }

  private static boolean isOperation(Method method) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length == 0 || !AwsRequest.class.isAssignableFrom(types[0])) {
      return false;
    }
    if (types.length == 2) {
      return types[1] == RequestBody.class || types[1] == ResponseTransformer.class;
    }
    return types.length == 1 && SdkPojo.class.isAssignableFrom(method.getReturnType());
  }
}
