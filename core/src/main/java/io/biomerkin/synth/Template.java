package io.biomerkin.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CloudFormation template.
 *
 * @param text its JSON text
 */
public record Template(String text) {

  private static final int HASH_LETTERS = 10;

  /** Sorts all members: the same content is the same text, whoever put it together. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  /**
   * Refuses what is no JSON object.
   *
   * @throws IllegalArgumentException when the text is no JSON object
   */
  public Template {
    if (!parse(text).isObject()) {
      throw new IllegalArgumentException("a template is a JSON object");
    }
  }

  /** The template of that JSON, or of maps and lists. */
  static Template of(Object content) {
    try {
      return new Template(MAPPER.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A few letters that follow from the content: for a logical id that changes with it. */
  static String hash(Object content) {
    return of(Map.of("content", content)).digest().substring(0, HASH_LETTERS);
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The template as JSON; a copy of its own. */
  public ObjectNode json() {
    return (ObjectNode) parse(text);
  }

  /** Whether it runs a release. */
  public boolean isRelease() {
    return json().path("Outputs").has("ReleaseId");
  }

  /** Whether it is one of those that are split, even if no nested stack is left. */
  public boolean mayNest() {
    return json().path("Outputs").has(Split.MARK);
  }

  /** SHA-256 of the template of each stack that is nested in this one, by its logical id. */
  public Map<String, String> nested() {
    Map<String, String> nested = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : json().path("Resources").properties()) {
      if (each.getValue().path("Type").asText().equals(Split.STACK)) {
        String url = each.getValue().at("/Properties/TemplateURL").asText();
        String file = url.substring(url.lastIndexOf('/') + 1);
        nested.put(each.getKey(), file.replaceFirst("\\.json$", ""));
      }
    }
    return nested;
  }

  /** The template as people read it: indented, members sorted, a line feed at the end. */
  public String pretty() {
    try {
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter()
              .withArrayIndenter(new DefaultIndenter("  ", "\n"))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"));
      return MAPPER.writer(printer).writeValueAsString(parse(text)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  /** The bytes that CloudFormation gets. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of the bytes, hexadecimal. */
  public String digest() {
    return Sha256.hex(bytes());
  }
}
