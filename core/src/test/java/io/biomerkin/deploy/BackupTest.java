package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.CallInterceptor;
import io.biomerkin.model.Release;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BackupInUseException;
import software.amazon.awssdk.services.dynamodb.model.BackupNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;

/** The backups before a change, where DynamoDB does not give them at once. */
class BackupTest {

  private Project project;
  private Release first;

  @BeforeEach
  void a_change_that_is_backed_up(@TempDir Path folder) {
    Scenario.CHANGE_WITH_A_BACKUP.prepare(folder);
    project = Scenario.CHANGE_WITH_A_BACKUP.open(folder);
    try (Biomerkin biomerkin = project.open()) {
      first = biomerkin.status("dev").release().orElseThrow();
    }
  }

  @Test
  void one_that_takes_its_time_is_waited_for() {
    AtomicInteger looks = new AtomicInteger();
    answering(
        "describeBackup", made -> looks.incrementAndGet() < 3 ? status("CREATING") : made.get());

    assertThat(project.deploy("dev").changed()).isTrue();
    assertThat(looks).hasValue(3);
  }

  @Test
  void one_that_comes_to_nothing_ends_the_deployment_before_its_change() {
    answering(
        "describeBackup",
        made -> {
          throw BackupNotFoundException.builder().message("no such backup").build();
        });

    assertThatThrownBy(() -> project.deploy("dev"))
        .hasMessageMatching(
            "arn:aws:dynamodb:us-east-1:000000000000:table/calc-results-dev/backup/\\S+: the backup"
                + " did not become available: it is DELETED; nothing was changed; run the same"
                + " command again \\[BMK-501\\]");

    project.interceptor = Optional.empty();
    Sound.assertSound(project, "dev");
    try (Biomerkin biomerkin = project.open()) {
      assertThat(biomerkin.status("dev").release()).contains(first);
    }
  }

  /** The answer to the first request got lost; DynamoDB makes one backup of a table at a time. */
  @Test
  void one_that_is_being_made_already_is_ones_own() {
    answering(
        "createBackup",
        made -> {
          Object unused = made.get();
          throw BackupInUseException.builder().message("in use").build();
        });

    assertThat(project.deploy("dev").changed()).isTrue();

    assertThat(
            project
                .cloud("dev")
                .client(DynamoDbClient.class)
                .listBackups(r -> r.tableName("calc-results-dev"))
                .backupSummaries())
        .hasSize(1);
  }

  private static DescribeBackupResponse status(String status) {
    return DescribeBackupResponse.builder()
        .backupDescription(d -> d.backupDetails(details -> details.backupStatus(status)))
        .build();
  }

  private interface Answer {
    @Nullable Object of(Supplier<@Nullable Object> made);
  }

  private void answering(String operation, Answer answer) {
    project.interceptor =
        Optional.of(
            new CallInterceptor() {
              @Override
              public @Nullable Object make(Call call, Supplier<@Nullable Object> made) {
                return call.operation().equals(operation) ? answer.of(made) : made.get();
              }
            });
  }
}
