package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;

/** What a template would change, without changing anything. */
public final class PreviewChange {

  private final Site site;

  /** Previews a change of that site's stack. */
  public PreviewChange(Site site) {
    this.site = site;
  }

  /** Asks CloudFormation by a change set that is dropped again. */
  public List<ResourceChange> run(ChangeSet.Kind kind, Template template) {
    ChangeSet change = ChangeSet.preview(site, "plan-" + site.now().toEpochMilli(), kind, template);
    change.drop(site);
    return change.changes();
  }

  /** Of a stack that does not exist everything is added; no call is needed to tell. */
  public static List<ResourceChange> ofNew(Template template) {
    List<ResourceChange> changes = new ArrayList<>();
    template
        .json()
        .path("Resources")
        .fields()
        .forEachRemaining(
            resource ->
                changes.add(
                    new ResourceChange(
                        Action.ADDED,
                        resource.getKey(),
                        text(resource.getValue().path("Type")),
                        "",
                        List.of())));
    return changes;
  }

  private static String text(JsonNode node) {
    return node.asText();
  }
}
