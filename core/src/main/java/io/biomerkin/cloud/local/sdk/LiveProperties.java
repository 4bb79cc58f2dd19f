package io.biomerkin.cloud.local.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.ResourceRequest;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Puts together what a resource is now, as the properties of a template. */
public final class LiveProperties {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode asked;
  private final ObjectNode live = NODES.objectNode();

  private LiveProperties(ObjectNode asked) {
    this.asked = asked;
  }

  /** Of the resource that the request is about. */
  public static LiveProperties of(ResourceRequest request) {
    return new LiveProperties(request.properties());
  }

  /** What the service says of everything that it calls as a template does. */
  public LiveProperties members(SdkPojo value) {
    live.setAll(SdkJson.write(value));
    return this;
  }

  /** A property, or a document; without a value it is not there. */
  public LiveProperties text(String name, @Nullable String value) {
    if (value == null) {
      return value(name, null);
    }
    boolean isDocument = asked.path(name).isContainerNode() && value.startsWith("{");
    return value(name, isDocument ? Agreement.document(value) : NODES.textNode(value));
  }

  /** The same of any other kind. */
  public LiveProperties value(String name, @Nullable JsonNode value) {
    if (value == null || value.isMissingNode()) {
      live.remove(name);
    } else {
      live.set(name, value);
    }
    return this;
  }

  /** A list of texts. */
  public LiveProperties texts(String name, Collection<String> values) {
    ArrayNode list = NODES.arrayNode();
    values.forEach(list::add);
    return value(name, list);
  }

  /**
   * A property that the service keeps in another shape: it is what the template asks for where the
   * service has that, otherwise what the service has, as it has it.
   *
   * @param wish what the template asks for, in the service's shape
   * @param has what the service has
   */
  public LiveProperties same(String name, JsonNode wish, JsonNode has) {
    return value(name, Agreement.of(wish, has) ? asked.path(name) : has);
  }

  /** A property that some other place has too: told, where that does not agree. */
  public LiveProperties otherwise(String name, String has) {
    return Agreement.of(asked.path(name), NODES.textNode(has)) ? this : text(name, has);
  }

  /** Properties that nobody can read back or change: they are what the template asks for. */
  public LiveProperties unread(String... names) {
    for (String name : names) {
      value(name, asked.path(name));
    }
    return this;
  }

  /** The tags that the template asks for; those of others are theirs. */
  public LiveProperties tags(Map<String, String> tags) {
    JsonNode wanted = asked.path("Tags");
    if (wanted.isObject()) {
      ObjectNode own = NODES.objectNode();
      wanted.fieldNames().forEachRemaining(key -> put(own, key, tags.get(key)));
      return value("Tags", own);
    }
    ArrayNode own = NODES.arrayNode();
    for (JsonNode tag : wanted) {
      String key = tag.path("Key").asText();
      if (tags.containsKey(key)) {
        own.addObject().put("Key", key).put("Value", tags.get(key));
      }
    }
    return value("Tags", wanted.isArray() ? own : null);
  }

  private static void put(ObjectNode tags, String key, @Nullable String value) {
    if (value != null) {
      tags.put(key, value);
    }
  }

  /** All of them. */
  public ObjectNode json() {
    return live;
  }
}
