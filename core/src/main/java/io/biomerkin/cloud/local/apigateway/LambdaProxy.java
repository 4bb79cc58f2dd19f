package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.cloud.local.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A proxy integration: the function gets the whole request and gives the whole answer. */
final class LambdaProxy {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern FUNCTION = Pattern.compile("functions/(arn:[^/]+)/invocations$");
  private static final Set<String> MEMBERS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  private final LocalAccount account;

  LambdaProxy(LocalAccount account) {
    this.account = account;
  }

  Answer answer(TestInvokeMethodRequest request, Resource resource, Integration integration) {
    String uri = withVariables(integration.uri(), request.stageVariables());
    Matcher function = FUNCTION.matcher(uri);
    if (!function.find()) {
      return Answer.fault(500, "Invalid integration uri: " + uri);
    }
    String arn = function.group(1);
    LambdaClient lambda = account.client(LambdaClient.class);
    if (integration.credentials() == null && !mayInvoke(lambda, arn, request, resource)) {
      return Answer.fault(500, "Invalid permissions on Lambda function");
    }
    String event = ProxyEvent.of(account, request, resource);
    InvokeResponse response;
    try {
      response = lambda.invoke(r -> r.functionName(arn).payload(SdkBytes.fromUtf8String(event)));
    } catch (LambdaException e) {
      return Answer.fault(500, String.valueOf(e.getMessage()));
    }
    String payload = response.payload().asUtf8String();
    if (response.functionError() != null) {
      return Answer.fault(502, "Lambda execution failed with an error: " + payload);
    }
    return read(payload);
  }

  private boolean mayInvoke(
      LambdaClient lambda, String arn, TestInvokeMethodRequest request, Resource resource) {
    String source =
        account.arn(
            "execute-api",
            request.restApiId()
                + "/"
                + ProxyEvent.STAGE
                + "/"
                + request.httpMethod()
                + resource.path());
    JsonNode policy;
    try {
      policy = MAPPER.readTree(lambda.getPolicy(r -> r.functionName(arn)).policy());
    } catch (ResourceNotFoundException e) {
      return false;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    for (JsonNode statement : policy.path("Statement")) {
      if (allows(statement, source)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allows(JsonNode statement, String source) {
    String principal = statement.path("Principal").path("Service").asText();
    String wanted =
        statement.path("Condition").path("ArnLike").path("AWS:SourceArn").asText(source);
    String regex = "\\Q" + wanted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return principal.equals("apigateway.amazonaws.com")
        && statement.path("Action").asText().equals("lambda:InvokeFunction")
        && source.matches(regex);
  }

  private static Answer read(String payload) {
    JsonNode answer;
    try {
      answer = MAPPER.readTree(payload);
    } catch (JsonProcessingException e) {
      return malformed();
    }
    JsonNode status = answer.path("statusCode");
    boolean isNumber =
        status.isIntegralNumber() || (status.isTextual() && status.asText().matches("[0-9]{3}"));
    JsonNode body = answer.path("body");
    boolean known =
        answer.isObject()
            && answer.properties().stream().allMatch(each -> MEMBERS.contains(each.getKey()));
    if (!known || !isNumber || body.isContainerNode()) {
      return malformed();
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    answer
        .path("headers")
        .properties()
        .forEach(each -> put(headers, each.getKey(), List.of(each.getValue().asText())));
    answer
        .path("multiValueHeaders")
        .properties()
        .forEach(
            each -> {
              List<String> values = new ArrayList<>();
              each.getValue().forEach(value -> values.add(value.asText()));
              put(headers, each.getKey(), values);
            });
    String text = body.isNull() ? "" : body.asText();
    String plain =
        answer.path("isBase64Encoded").asBoolean()
            ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
            : text;
    return new Answer(
        status.asInt(), headers, plain, List.of("Method completed with status: " + status.asInt()));
  }

  /** Header names are the same in any case. */
  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, values);
  }

  private static Answer malformed() {
    return Answer.fault(502, "Malformed Lambda proxy response");
  }

  private static String withVariables(String uri, Map<String, String> variables) {
    String filled = uri;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("${stageVariables." + variable.getKey() + "}", variable.getValue());
    }
    return filled;
  }
}
