package io.biomerkin.deploy.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.cloud.Functions;
import io.biomerkin.cloud.Inspection;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.deploy.Validation.Finding;
import io.biomerkin.model.Agent;
import io.biomerkin.synth.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at what the stack consists of, resource by resource, through the resources' own services.
 */
public final class InspectStack {

  private final Site site;
  private final Inspection inspection;

  /** Looks at that site's stack. */
  public InspectStack(Site site) {
    this.site = site;
    this.inspection = new Inspection(site.cloud());
  }

  /** What each resource is like. */
  public List<Finding> run(StackState stack) {
    return site.workers().each(site.stacks(stack), this::look).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Finding> look(Stacks stack) {
    Map<String, String> ids = stack.physicalIds();
    JsonNode resources = new Template(stack.template()).json().path("Resources");
    List<Finding> findings = new ArrayList<>();
    resources.fields().forEachRemaining(r -> findings.addAll(look(r.getKey(), r.getValue(), ids)));
    return findings;
  }

  private List<Finding> look(String logicalId, JsonNode resource, Map<String, String> ids) {
    String id = ids.get(logicalId);
    String type = resource.path("Type").asText();
    if (id == null) {
      return List.of(Finding.of("resource", logicalId, false, "missing (" + type + ")"));
    }
    return switch (type) {
      case "AWS::DynamoDB::Table" -> List.of(found("table", id, inspection::table));
      case "AWS::S3::Bucket" -> List.of(found("bucket", id, inspection::bucket));
      case "AWS::SQS::Queue" -> List.of(found("queue", id, inspection::queue));
      case "AWS::CloudWatch::Alarm" -> List.of(found("alarm", id, inspection::alarm));
      case "AWS::Lambda::Alias" -> List.of(alias(id, resource, ids));
      case "AWS::ApiGateway::RestApi" -> List.of(api(id));
      default -> List.of();
    };
  }

  private static Finding found(String area, String id, Function<String, Inspection.Finding> look) {
    Inspection.Finding found = look.apply(id);
    String name = area.equals("queue") ? id.substring(id.lastIndexOf('/') + 1) : id;
    return Finding.of(area, name, found.well(), found.detail());
  }

  /** The alias must point to the version that the stack published, whoever moved it since. */
  private Finding alias(String arn, JsonNode resource, Map<String, String> ids) {
    String function = arn.split(":")[6];
    JsonNode reference = resource.path("Properties").path("FunctionVersion").path("Fn::GetAtt");
    String version =
        reference.isArray() ? reference.path(0).asText() : reference.asText().split("\\.")[0];
    String versionArn = ids.getOrDefault(version, "");
    String released = versionArn.substring(versionArn.lastIndexOf(':') + 1);
    Optional<String> live = new Functions(site.cloud()).version(function, Agent.ALIAS);
    return Finding.of(
        "alias",
        function + ":" + Agent.ALIAS,
        live.equals(Optional.of(released)),
        live.map(v -> "version " + v).orElse("missing")
            + (live.equals(Optional.of(released)) ? "" : ", released is " + released));
  }

  private Finding api(String id) {
    String stage = site.environment().name();
    return found("api", site.names().api(), name -> inspection.stage(id, stage));
  }
}
