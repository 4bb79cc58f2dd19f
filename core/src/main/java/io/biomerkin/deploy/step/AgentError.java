package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an agent that fails says of itself, in Lambda's form of an error. */
final class AgentError {

  private static final Pattern PYTHON =
      Pattern.compile("File \"(?:[^\"]*/)?([^\"/]+)\", line (\\d+)");

  /** Of the runtime's own frames none names a file of that kind with its line. */
  private static final Pattern NODE_OR_JAVA =
      Pattern.compile("([^/()\\s]+\\.(?:[cm]?js|java)):(\\d+)");

  /** Where a library raised is of less use than where the agent called it. */
  private static final Pattern LIBRARY =
      Pattern.compile("/(?:boto3|botocore|site-packages|lib/python[\\d.]+)/");

  private final JsonNode error;
  private final String payload;

  AgentError(String payload) {
    this.payload = payload;
    this.error = JsonSubset.parse(payload);
  }

  /** {@code fails with ValueError: no such gene (genomics.py:12)}. */
  @Override
  public String toString() {
    String message = error.path("errorMessage").asText("");
    String type = error.path("errorType").asText("");
    String text = type.isEmpty() ? message : type + ": " + message;
    return "fails with " + (text.isEmpty() ? payload : text) + place();
  }

  /** Where it was raised: Python's last frame, the first of the others. */
  private String place() {
    List<String> python = frames("stackTrace");
    python.removeIf(frame -> LIBRARY.matcher(frame).find());
    Collections.reverse(python);
    return first(PYTHON, python)
        .or(() -> first(NODE_OR_JAVA, frames("stackTrace")))
        .or(() -> first(NODE_OR_JAVA, frames("trace")))
        .map(found -> " (" + found.group(1) + ":" + found.group(2) + ")")
        .orElse("");
  }

  private List<String> frames(String name) {
    List<String> frames = new ArrayList<>();
    error.path(name).forEach(frame -> frames.add(frame.asText()));
    return frames;
  }

  private static Optional<MatchResult> first(Pattern pattern, List<String> frames) {
    return frames.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(Matcher::toMatchResult)
        .findFirst();
  }
}
