package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/** Change sets that CloudFormation's validation fails; the answers are in AWS's form. */
class EarlyValidationTest {

  private static final String NEXT =
      "; correct the blueprint, then run the same command again; nothing was changed [BMK-501]";

  /** Lets each change set fail, and tells why by DescribeEvents or not at all. */
  private record Failing(boolean tells) implements CallInterceptor {
    @Override
    public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
      return switch (call.operation()) {
        case "describeChangeSet" ->
            DescribeChangeSetResponse.builder()
                .status(ChangeSetStatus.FAILED)
                .statusReason("The following hook(s)/validation failed: [PROPERTY_VALIDATION].")
                .build();
        case "describeEvents" -> tells ? events() : operation.get();
        default -> operation.get();
      };
    }

    private static DescribeEventsResponse events() {
      return DescribeEventsResponse.builder()
          .operationEvents(
              error("AdderAgent", "/Resources/AdderAgent/Properties/Sise", "extra key [Sise]"),
              error("ResultsTable", null, "a table of that name exists"),
              OperationEvent.builder()
                  .eventType(EventType.STACK_EVENT)
                  .logicalResourceId("CalcDev")
                  .build())
          .build();
    }

    private static OperationEvent error(String id, @Nullable String path, String reason) {
      return OperationEvent.builder()
          .eventType(EventType.VALIDATION_ERROR)
          .logicalResourceId(id)
          .resourceType("AWS::X::Y")
          .validationPath(path)
          .validationStatusReason(reason)
          .build();
    }
  }

  @Test
  void each_error_is_told_where_it_is(@TempDir Path folder) {
    Project project = project(folder, true);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "AdderAgent (AWS::X::Y) /Resources/AdderAgent/Properties/Sise: CloudFormation refuses"
                + " it: extra key [Sise]"
                + NEXT
                + "\nResultsTable (AWS::X::Y): CloudFormation refuses it: a table of that name exists"
                + " [BMK-501]");
    assertThat(changeSets(project)).isZero();
  }

  @Test
  void without_them_the_reason_of_the_change_set_must_do(@TempDir Path folder) {
    Project project = project(folder, false);
    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessage(
            "CalcDev: CloudFormation refuses the change: The following hook(s)/validation failed:"
                + " [PROPERTY_VALIDATION]."
                + NEXT);
    assertThat(changeSets(project)).isZero();
  }

  private static Project project(Path folder, boolean tells) {
    Project project = Project.in(folder);
    project.interceptor = Optional.of(new Failing(tells));
    return project;
  }

  private static int changeSets(Project project) {
    return project
        .cloud("dev")
        .client(CloudFormationClient.class)
        .listChangeSets(r -> r.stackName("CalcDev"))
        .summaries()
        .size();
  }
}
