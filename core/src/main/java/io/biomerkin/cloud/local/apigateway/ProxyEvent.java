package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;

/** The event that a proxy integration hands to its function. */
final class ProxyEvent {

  static final String STAGE = "test-invoke-stage";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}+]+)(\\+?)}");

  private ProxyEvent() {}

  static String of(LocalAccount account, TestInvokeMethodRequest request, Resource resource) {
    String target = Optional.ofNullable(request.pathWithQueryString()).orElse(resource.path());
    String path = target.replaceFirst("\\?.*$", "");
    String query = target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
    Map<String, List<String>> parameters = parameters(query);
    Map<String, List<String>> headers = headers(request);
    ObjectNode event = MAPPER.createObjectNode();
    event
        .put("resource", resource.path())
        .put("path", path)
        .put("httpMethod", request.httpMethod());
    set(event, "headers", last(headers));
    set(event, "multiValueHeaders", headers);
    set(event, "queryStringParameters", last(parameters));
    set(event, "multiValueQueryStringParameters", parameters);
    set(event, "pathParameters", variables(resource.path(), path));
    set(event, "stageVariables", request.stageVariables());
    event.set("requestContext", context(account, request, resource, path));
    event.put("body", request.body()).put("isBase64Encoded", false);
    return event.toString();
  }

  /** What stands in a path where its resource has variables. */
  static Map<String, String> variables(String template, String path) {
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    int end = 0;
    Matcher variable = VARIABLE.matcher(template);
    while (variable.find()) {
      regex.append(Pattern.quote(template.substring(end, variable.start())));
      regex.append(variable.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      names.add(variable.group(1));
      end = variable.end();
    }
    regex.append(Pattern.quote(template.substring(end)));
    Matcher values = Pattern.compile(regex.toString()).matcher(path);
    Map<String, String> found = new LinkedHashMap<>();
    if (values.matches()) {
      for (int i = 0; i < names.size(); i++) {
        found.put(names.get(i), decoded(values.group(i + 1)));
      }
    }
    return found;
  }

  private static ObjectNode context(
      LocalAccount account, TestInvokeMethodRequest request, Resource resource, String path) {
    Instant now = account.clock().now();
    ObjectNode context = MAPPER.createObjectNode();
    String id = UUID.randomUUID().toString();
    context.put("accountId", account.account()).put("apiId", request.restApiId());
    context.put("resourceId", resource.id()).put("resourcePath", resource.path());
    context.put("httpMethod", request.httpMethod()).put("path", path);
    context.put("protocol", "HTTP/1.1").put("stage", STAGE).put("requestId", id);
    context.put("extendedRequestId", id).put("requestTimeEpoch", now.toEpochMilli());
    context
        .putObject("identity")
        .put("sourceIp", STAGE.replace("stage", "source-ip"))
        .put("userArn", "arn:aws:iam::" + account.account() + ":user/local")
        .put("userAgent", "embedded cloud");
    return context;
  }

  private static Map<String, List<String>> headers(TestInvokeMethodRequest request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    headers.putAll(request.multiValueHeaders());
    return headers;
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] both = pair.split("=", 2);
        parameters
            .computeIfAbsent(decoded(both[0]), name -> new ArrayList<>())
            .add(both.length == 1 ? "" : decoded(both[1]));
      }
    }
    return parameters;
  }

  private static Map<String, String> last(Map<String, List<String>> values) {
    Map<String, String> last = new LinkedHashMap<>();
    values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
    return last;
  }

  private static void set(ObjectNode event, String name, Map<String, ?> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      event.set(name, MAPPER.valueToTree(values));
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiErrors.badRequest("Invalid URI encoding: " + text);
    }
  }
}
