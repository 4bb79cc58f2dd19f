package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.ChangeSets;
import io.biomerkin.cloud.CloudErrors;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.synth.Assembly;
import io.biomerkin.synth.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a template would change, without changing anything. */
public final class PreviewChange {

  private static final String PREFIX = "plan-";

  /** Nobody works a plan out for longer. */
  private static final Duration DEAD = Duration.ofHours(1);

  private final Site site;

  /** Previews a change of that site's stack. */
  public PreviewChange(Site site) {
    this.site = site;
  }

  /** Asks CloudFormation by a change set that is dropped again. */
  public List<ResourceChange> run(ChangeSet.Kind kind, Assembly templates) {
    if (!templates.nested().isEmpty()) {
      new Publish(site).run(List.of(), Set.of(), templates);
    }
    Supplier<Boolean> swept = site.workers().begin(this::sweep);
    ChangeSet change =
        ChangeSet.preview(site, PREFIX + site.now().toEpochMilli(), kind, templates.root());
    change.drop(site);
    boolean unused = swept.get();
    return change.changes();
  }

  /** Drops what plans have left that were killed, and whatever is not allowed stays. */
  private boolean sweep() {
    ChangeSets sets = site.stacks().changeSets();
    long dead = site.now().minus(DEAD).toEpochMilli();
    try {
      sets.names().stream().filter(name -> isOlder(name, dead)).forEach(sets::delete);
      return true;
    } catch (RuntimeException e) {
      if (CloudErrors.isDenied(e)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isOlder(String name, long moment) {
    return name.matches(PREFIX + "\\d{1,18}")
        && Long.parseLong(name.substring(PREFIX.length())) < moment;
  }

  /** Of a stack that does not exist everything is added; no call is needed to tell. */
  public static List<ResourceChange> ofNew(Assembly templates) {
    List<ResourceChange> changes = new ArrayList<>();
    for (Template template : templates.templates()) {
      for (Map.Entry<String, JsonNode> each : template.json().path("Resources").properties()) {
        String type = each.getValue().path("Type").asText();
        if (!type.equals(ResourceChange.STACK)) {
          changes.add(new ResourceChange(Action.ADDED, each.getKey(), type, "", List.of()));
        }
      }
    }
    return changes;
  }
}
