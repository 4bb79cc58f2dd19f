package io.biomerkin.cloud.local.dynamodb;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.SelfLocking;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** The table service's calls, each handed to the class that knows it. */
final class LocalDynamoDb implements ItemCalls, SelfLocking {

  private final LocalAccount account;
  private final TableState state;

  LocalDynamoDb(LocalAccount account) {
    this.account = account;
    this.state = new TableState(account);
  }

  @Override
  public LocalAccount account() {
    return account;
  }

  @Override
  public Items items() {
    return new Items(state);
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return account.locked(() -> new Tables(state).create(request));
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return account.locked(() -> new Tables(state).describe(request));
  }

  @Override
  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    return account.locked(() -> new TableUpdates(state).update(request));
  }

  @Override
  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    return account.locked(() -> new Tables(state).delete(request));
  }

  @Override
  public ListTablesResponse listTables(ListTablesRequest request) {
    return account.locked(() -> new Tables(state).list(request));
  }

  @Override
  public ListTablesResponse listTables() {
    return listTables(ListTablesRequest.builder().build());
  }

  @Override
  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    return account.locked(() -> new TableSettings(state).timeToLive(request));
  }

  @Override
  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    return account.locked(() -> new TableSettings(state).timeToLive(request));
  }

  @Override
  public UpdateContinuousBackupsResponse updateContinuousBackups(
      UpdateContinuousBackupsRequest request) {
    return account.locked(() -> new TableSettings(state).recovery(request));
  }

  @Override
  public DescribeContinuousBackupsResponse describeContinuousBackups(
      DescribeContinuousBackupsRequest request) {
    return account.locked(() -> new TableSettings(state).recovery(request));
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    return account.locked(() -> new TableSettings(state).tag(request));
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    return account.locked(() -> new TableSettings(state).untag(request));
  }

  @Override
  public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
    return account.locked(() -> new TableSettings(state).tags(request));
  }

  @Override
  public CreateBackupResponse createBackup(CreateBackupRequest request) {
    return account.locked(() -> new Backups(state).create(request));
  }

  @Override
  public DescribeBackupResponse describeBackup(DescribeBackupRequest request) {
    return account.locked(() -> new Backups(state).describe(request));
  }

  @Override
  public DeleteBackupResponse deleteBackup(DeleteBackupRequest request) {
    return account.locked(() -> new Backups(state).delete(request));
  }

  @Override
  public ListBackupsResponse listBackups(ListBackupsRequest request) {
    return account.locked(() -> new Backups(state).list(request));
  }

  @Override
  public ListBackupsResponse listBackups() {
    return listBackups(ListBackupsRequest.builder().build());
  }

  @Override
  public RestoreTableFromBackupResponse restoreTableFromBackup(
      RestoreTableFromBackupRequest request) {
    return account.locked(() -> new Backups(state).restore(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
