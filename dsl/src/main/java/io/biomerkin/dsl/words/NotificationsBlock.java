package io.biomerkin.dsl.words;

import groovy.transform.NamedParam;
import io.biomerkin.dsl.read.Findings;
import io.biomerkin.model.Notification;
import io.biomerkin.model.ResourceKind;
import io.biomerkin.model.Variable.NameOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code notifications { }}: who is told of deployments and alarms. */
public final class NotificationsBlock extends Block {

  private final List<Notification> notifications = new ArrayList<>();

  NotificationsBlock(Findings findings) {
    super(findings, "notifications { }");
  }

  /** Somebody's mail: {@code email 'ops@example.org'}. */
  public void email(String address) {
    findings.declareArgument(path(), 0);
    notifications.add(new Notification.Email(address));
  }

  /** A Slack channel: {@code slack webhook: secret('slack-webhook')}. */
  public void slack(
      @NamedParam(value = "webhook", type = NameOf.class, required = true)
          Map<String, Object> options) {
    findings.declareNamed(path(), "webhook");
    notifications.add(new Notification.Slack(name(options.get("webhook"))));
  }

  /** A PagerDuty service: {@code pagerDuty key: secret('pagerduty-key')}. */
  public void pagerDuty(
      @NamedParam(value = "key", type = NameOf.class, required = true)
          Map<String, Object> options) {
    findings.declareNamed(path(), "key");
    notifications.add(new Notification.PagerDuty(name(options.get("key"))));
  }

  /** A secret of the topology, which holds what must not stand in this file. */
  public NameOf secret(String name) {
    return new NameOf(ResourceKind.SECRET, name);
  }

  private static String name(@org.jspecify.annotations.Nullable Object secret) {
    return secret instanceof NameOf of ? of.name() : "";
  }

  private String path() {
    return "notifications[" + notifications.size() + "]";
  }

  List<Notification> notifications() {
    return notifications;
  }
}
