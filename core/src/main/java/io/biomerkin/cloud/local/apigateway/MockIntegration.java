package io.biomerkin.cloud.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;

/** A mock integration: its request template names the status, its responses say the rest. */
final class MockIntegration {

  private static final String JSON = "application/json";
  private static final String HEADER = "method.response.header.";
  private static final JsonMapper LENIENT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES).build();

  private MockIntegration() {}

  static Answer answer(Integration integration) {
    String template = plain(integration.requestTemplates().getOrDefault(JSON, "{}"));
    String status;
    try {
      status = LENIENT.readTree(template).path("statusCode").asText();
    } catch (JsonProcessingException e) {
      return Answer.fault(500, "Unable to parse statusCode from the mock's request template");
    }
    return integration.integrationResponses().values().stream()
        .filter(response -> answers(response, status))
        .findFirst()
        .map(MockIntegration::answer)
        .orElseGet(() -> Answer.fault(500, "No match for output mapping of status " + status));
  }

  /** By its pattern, else by its status; a response without pattern is the default. */
  private static boolean answers(IntegrationResponse response, String status) {
    String pattern = response.selectionPattern();
    return (pattern == null || pattern.isEmpty())
        ? response.statusCode().equals(status)
        : status.matches(pattern);
  }

  private static Answer answer(IntegrationResponse response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response
        .responseParameters()
        .forEach(
            (name, value) -> {
              if (name.startsWith(HEADER) && value.matches("(?s)'.*'")) {
                headers.put(
                    name.substring(HEADER.length()),
                    List.of(value.substring(1, value.length() - 1)));
              }
            });
    String body = plain(response.responseTemplates().getOrDefault(JSON, ""));
    int status = Integer.parseInt(response.statusCode());
    return new Answer(status, headers, body, List.of("Method completed with status: " + status));
  }

  private static String plain(String template) {
    if (template.contains("$") || template.contains("#")) {
      throw new ProblemException(
          ProblemCode.NOT_EMBEDDED,
          "TestInvokeMethod",
          "the embedded cloud does not run mapping templates: " + template,
          "docs/embedded-cloud.md lists what it has");
    }
    return template;
  }
}
