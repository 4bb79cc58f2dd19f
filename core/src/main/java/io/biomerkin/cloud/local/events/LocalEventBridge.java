package io.biomerkin.cloud.local.events;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.SdkJson;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** EventBridge: rules of the default bus. No event is delivered. */
final class LocalEventBridge implements EventBridgeClient {

  private final Rules rules;

  LocalEventBridge(LocalAccount account) {
    this.rules = new Rules(account);
  }

  @Override
  public PutRuleResponse putRule(PutRuleRequest request) {
    return PutRuleResponse.builder().ruleArn(rules.put(request)).build();
  }

  @Override
  public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
    Rules.checkBus(request.eventBusName());
    return SdkJson.read(rules.get(request.name()).rule(), DescribeRuleResponse.builder());
  }

  @Override
  public ListRulesResponse listRules(ListRulesRequest request) {
    Rules.checkBus(request.eventBusName());
    return ListRulesResponse.builder().rules(rules.list(request.namePrefix())).build();
  }

  @Override
  public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    Rules.checkBus(request.eventBusName());
    rules.delete(request.name());
    return DeleteRuleResponse.builder().build();
  }

  @Override
  public EnableRuleResponse enableRule(EnableRuleRequest request) {
    Rules.checkBus(request.eventBusName());
    rules.enable(request.name(), RuleState.ENABLED);
    return EnableRuleResponse.builder().build();
  }

  @Override
  public DisableRuleResponse disableRule(DisableRuleRequest request) {
    Rules.checkBus(request.eventBusName());
    rules.enable(request.name(), RuleState.DISABLED);
    return DisableRuleResponse.builder().build();
  }

  @Override
  public PutTargetsResponse putTargets(PutTargetsRequest request) {
    Rules.checkBus(request.eventBusName());
    rules.putTargets(request.rule(), request.targets());
    return PutTargetsResponse.builder().failedEntryCount(0).build();
  }

  @Override
  public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
    Rules.checkBus(request.eventBusName());
    rules.removeTargets(request.rule(), request.ids());
    return RemoveTargetsResponse.builder().failedEntryCount(0).build();
  }

  @Override
  public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
    Rules.checkBus(request.eventBusName());
    return ListTargetsByRuleResponse.builder()
        .targets(rules.get(request.rule()).allTargets())
        .build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder().tags(rules.tags(request.resourceARN())).build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    rules.tag(request.resourceARN(), request.tags(), List.of());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    rules.tag(request.resourceARN(), List.of(), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
