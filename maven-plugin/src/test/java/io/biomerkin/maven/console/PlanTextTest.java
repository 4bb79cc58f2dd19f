package io.biomerkin.maven.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.DriftedResource;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.ResourceChange.Action;
import io.biomerkin.cloud.ResourceChange.Property;
import io.biomerkin.deploy.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  @Test
  void tells_each_resource_with_its_properties_and_marks_lost_data() {
    Plan plan =
        new Plan(
            "dev",
            true,
            false,
            List.of(
                new ResourceChange(Action.ADDED, "DrugRole", "AWS::IAM::Role", "", List.of()),
                new ResourceChange(
                    Action.MODIFIED,
                    "DrugAgent",
                    "AWS::Lambda::Function",
                    "biomerkin-drug-dev",
                    List.of(
                        new Property("MemorySize", "128", "256"),
                        new Property(
                            "Code",
                            "{\"S3Bucket\":\"b\",\"S3Key\":\"1.zip\"}",
                            "{\"S3Bucket\":\"b\",\"S3Key\":\"2.zip\"}"))),
                new ResourceChange(
                    Action.REPLACED,
                    "CacheTable",
                    "AWS::DynamoDB::Table",
                    "biomerkin-cache-dev",
                    List.of())),
            List.of(),
            "");

    assertThat(PlanText.of(plan))
        .containsExactly(
            "a deployment to dev would change:",
            "  +  DrugRole    AWS::IAM::Role",
            "  ~  DrugAgent   AWS::Lambda::Function  biomerkin-drug-dev",
            "         MemorySize  128 -> 256",
            "         Code.S3Key  1.zip -> 2.zip",
            "  ±  CacheTable  AWS::DynamoDB::Table   biomerkin-cache-dev  LOSES DATA",
            "1 added, 1 modified, 1 replaced, 0 removed; 1 would lose data");
  }

  @Test
  void tells_first_what_was_changed_past_the_stack() {
    List<DriftedResource> drift =
        List.of(
            new DriftedResource(
                "DrugAgent",
                "AWS::Lambda::Function",
                "biomerkin-drug-dev",
                false,
                List.of(new Property("MemorySize", "512", "3008"))),
            new DriftedResource(
                "DrugErrorsAlarm", "AWS::CloudWatch::Alarm", "drug-errors", true, List.of()));

    assertThat(PlanText.of(new Plan("dev", true, true, List.of(), drift, "")))
        .containsExactly(
            "changed past the stack since the last deployment (declared -> now):",
            "  ~  DrugAgent        AWS::Lambda::Function   biomerkin-drug-dev",
            "         MemorySize  512 -> 3008",
            "  -  DrugErrorsAlarm  AWS::CloudWatch::Alarm  drug-errors         deleted",
            "unchanged: dev runs exactly this already");
    assertThat(PlanText.of(new Plan("dev", true, true, List.of(), List.of(), "no permission")))
        .containsExactly(
            "what was changed past the stack is not known: no permission",
            "unchanged: dev runs exactly this already");
  }

  @Test
  void an_unchanged_environment_is_one_line() {
    assertThat(PlanText.of(new Plan("dev", true, true, List.of(), List.of(), "")))
        .containsExactly("unchanged: dev runs exactly this already");
  }
}
