package io.biomerkin.cloud.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Refusal;
import io.biomerkin.cloud.local.sdk.SdkJson;
import io.biomerkin.cloud.local.state.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of the default event bus. */
final class Rules {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String BUS = "default";

  private final LocalAccount account;

  Rules(LocalAccount account) {
    this.account = account;
  }

  /** Makes or changes a rule; returns its ARN. */
  String put(PutRuleRequest request) {
    KnownParameters.only(
        request,
        "Name",
        "ScheduleExpression",
        "EventPattern",
        "State",
        "Description",
        "RoleArn",
        "Tags",
        "EventBusName");
    checkBus(request.eventBusName());
    check(request);
    ObjectNode given = SdkJson.write(request);
    given.remove("Tags");
    String arn = account.arn("events", "rule/" + request.name());
    Rule rule =
        SdkJson.read(given, Rule.builder()).toBuilder()
            .arn(arn)
            .eventBusName(BUS)
            .state(Optional.ofNullable(request.state()).orElse(RuleState.ENABLED))
            .build();
    Optional<RuleRecord> before = rules().get(request.name());
    Map<String, String> tags = new TreeMap<>();
    before.ifPresent(record -> tags.putAll(record.tags()));
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    rules()
        .put(
            request.name(),
            new RuleRecord(
                SdkJson.write(rule), before.map(RuleRecord::targets).orElse(Map.of()), tags));
    return arn;
  }

  RuleRecord get(String name) {
    return rules()
        .get(name)
        .orElseThrow(
            () ->
                Refusal.of(
                    ResourceNotFoundException.builder(),
                    "EventBridge",
                    400,
                    "ResourceNotFoundException",
                    "Rule " + name + " does not exist on EventBus default."));
  }

  List<Rule> list(@Nullable String prefix) {
    return rules().all().stream()
        .map(RuleRecord::toRule)
        .filter(rule -> prefix == null || rule.name().startsWith(prefix))
        .toList();
  }

  void enable(String name, RuleState state) {
    RuleRecord record = get(name);
    Rule changed = record.toRule().toBuilder().state(state).build();
    rules().put(name, new RuleRecord(SdkJson.write(changed), record.targets(), record.tags()));
  }

  /** A rule that is gone is no failure, as on EventBridge. */
  void delete(String name) {
    boolean hasTargets = rules().get(name).map(record -> !record.targets().isEmpty()).orElse(false);
    if (hasTargets) {
      throw validation("Rule can't be deleted since it has targets.");
    }
    rules().remove(name);
  }

  void putTargets(String name, List<Target> targets) {
    RuleRecord record = get(name);
    Map<String, ObjectNode> all = new TreeMap<>(record.targets());
    targets.forEach(target -> all.put(target.id(), SdkJson.write(target)));
    if (all.size() > 5) {
      throw Refusal.of(
          software.amazon.awssdk.services.eventbridge.model.LimitExceededException.builder(),
          "EventBridge",
          400,
          "LimitExceededException",
          "The requested resource exceeds the maximum number allowed.");
    }
    rules().put(name, record.withTargets(all));
  }

  void removeTargets(String name, List<String> ids) {
    RuleRecord record = get(name);
    Map<String, ObjectNode> left = new TreeMap<>(record.targets());
    left.keySet().removeAll(ids);
    rules().put(name, record.withTargets(left));
  }

  List<Tag> tags(String arn) {
    return get(named(arn)).tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  void tag(String arn, List<Tag> tags, List<String> gone) {
    RuleRecord record = get(named(arn));
    Map<String, String> all = new TreeMap<>(record.tags());
    tags.forEach(tag -> all.put(tag.key(), tag.value()));
    all.keySet().removeAll(gone);
    rules().put(record.toRule().name(), record.withTags(all));
  }

  /** Only the default bus is embedded. */
  static void checkBus(@Nullable String bus) {
    if (bus != null && !bus.equals(BUS) && !bus.endsWith(":event-bus/" + BUS)) {
      throw Refusal.of(
          ResourceNotFoundException.builder(),
          "EventBridge",
          400,
          "ResourceNotFoundException",
          "Event bus " + bus + " does not exist.");
    }
  }

  private static void check(PutRuleRequest request) {
    String schedule = request.scheduleExpression();
    if (schedule == null && request.eventPattern() == null) {
      throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (schedule != null
        && !schedule.matches(
            "rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days))\\)"
                + "|cron\\((\\S+ ){5}\\S+\\)")) {
      throw validation("Parameter ScheduleExpression is not valid.");
    }
    if (request.eventPattern() != null && !isObject(request.eventPattern())) {
      throw Refusal.of(
          InvalidEventPatternException.builder(),
          "EventBridge",
          400,
          "InvalidEventPatternException",
          "Event pattern is not valid. Reason: Filter is not an object");
    }
  }

  private static boolean isObject(String pattern) {
    try {
      return MAPPER.readTree(pattern).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String named(String arn) {
    return arn.replaceFirst("^.*:rule/", "").replaceFirst("^" + BUS + "/", "");
  }

  private static RuntimeException validation(String message) {
    return Refusal.of(
        EventBridgeException.builder(), "EventBridge", 400, "ValidationException", message);
  }

  private Documents<RuleRecord> rules() {
    return account.state().documents("events/rules", RuleRecord.class);
  }
}
