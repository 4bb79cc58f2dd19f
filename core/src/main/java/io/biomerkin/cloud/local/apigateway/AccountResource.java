package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.ResourceRequest;
import io.biomerkin.cloud.local.ResourceSchema;
import io.biomerkin.cloud.local.ResourceType;
import io.biomerkin.cloud.local.sdk.LiveProperties;
import io.biomerkin.cloud.local.sdk.Properties;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** {@code AWS::ApiGateway::Account}: the role that writes logs; deleting it leaves it as it is. */
@AutoService(ResourceType.class)
public final class AccountResource implements ResourceType {

  @Override
  public ResourceSchema schema() {
    return new ResourceSchema(
        "AWS::ApiGateway::Account",
        Set.of(),
        Set.of(),
        Set.of("CloudWatchRoleArn"),
        Set.of("Id"),
        false);
  }

  @Override
  public Resource create(ResourceRequest request) {
    set(request);
    String id = request.nameOr("Id");
    return new Resource(id, Map.of("Id", id));
  }

  @Override
  public Resource update(ResourceRequest request, Resource current, ObjectNode before) {
    set(request);
    return current;
  }

  @Override
  public Optional<ObjectNode> read(ResourceRequest request, Resource current) {
    String role =
        request.account().client(ApiGatewayClient.class).getAccount(r -> {}).cloudwatchRoleArn();
    return Optional.of(LiveProperties.of(request).text("CloudWatchRoleArn", role).json());
  }

  @Override
  public void delete(ResourceRequest request, Resource current) {}

  private static void set(ResourceRequest request) {
    new Domains(request.account(), new Apis(request.account()))
        .loggingRole(Properties.text(request.properties(), "CloudWatchRoleArn"));
  }
}
