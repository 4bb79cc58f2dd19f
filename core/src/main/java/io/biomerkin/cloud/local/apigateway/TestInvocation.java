package io.biomerkin.cloud.local.apigateway;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** Tries a method out, past authorization and throttling as on AWS. */
final class TestInvocation {

  private final LocalAccount account;
  private final ApiResources resources;

  TestInvocation(LocalAccount account, ApiResources resources) {
    this.account = account;
    this.resources = resources;
  }

  TestInvokeMethodResponse invoke(TestInvokeMethodRequest request) {
    KnownParameters.only(
        request,
        "restApiId",
        "resourceId",
        "httpMethod",
        "pathWithQueryString",
        "body",
        "headers",
        "multiValueHeaders",
        "stageVariables");
    long start = System.nanoTime();
    Resource resource = resources.get(request.restApiId(), request.resourceId());
    Method method = resource.resourceMethods().get(request.httpMethod());
    if (method == null) {
      method = resources.method(request.restApiId(), request.resourceId(), "ANY");
    }
    Answer answer = answer(request, resource, method);
    Map<String, String> headers = new LinkedHashMap<>();
    answer.headers().forEach((name, values) -> headers.put(name, values.get(values.size() - 1)));
    return TestInvokeMethodResponse.builder()
        .status(answer.status())
        .body(answer.body())
        .headers(headers)
        .multiValueHeaders(answer.headers())
        .log(String.join("\n", answer.log()))
        .latency((System.nanoTime() - start) / 1_000_000)
        .build();
  }

  private Answer answer(TestInvokeMethodRequest request, Resource resource, Method method) {
    Integration integration = method.methodIntegration();
    if (integration == null) {
      return Answer.fault(500, "No integration defined for method");
    }
    return switch (integration.type()) {
      case AWS_PROXY -> new LambdaProxy(account).answer(request, resource, integration);
      case MOCK -> MockIntegration.answer(integration);
      default ->
          throw KnownParameters.refused(
              request, "httpMethod of an integration of type " + integration.typeAsString());
    };
  }
}
