package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.synth.Assembly;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a template would change, without changing anything. */
public final class PreviewChange {

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
    ChangeSet change =
        ChangeSet.preview(site, "plan-" + site.now().toEpochMilli(), kind, templates.root());
    change.drop(site);
    return change.changes();
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
