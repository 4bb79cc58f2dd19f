package io.biomerkin.cloud.local.secretsmanager;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import io.biomerkin.cloud.local.sdk.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** The secrets manager's calls, each handed to the class that knows it. */
final class LocalSecretsManager implements SecretsManagerClient {

  private static final int PAGE = 100;

  private final SecretState state;

  LocalSecretsManager(LocalAccount account) {
    this.state = new SecretState(account);
  }

  @Override
  public CreateSecretResponse createSecret(CreateSecretRequest request) {
    return new Secrets(state).create(request);
  }

  @Override
  public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
    return new Secrets(state).update(request);
  }

  @Override
  public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
    return new Secrets(state).delete(request);
  }

  @Override
  public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
    return new Secrets(state).restore(request);
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    return new Values(state).get(request);
  }

  @Override
  public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
    return new Values(state).put(request);
  }

  @Override
  public GetRandomPasswordResponse getRandomPassword(GetRandomPasswordRequest request) {
    return GetRandomPasswordResponse.builder().randomPassword(Passwords.random(request)).build();
  }

  @Override
  public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
    Secret secret = state.find(request.secretId());
    return DescribeSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(secret.description().orElse(null))
        .kmsKeyId(secret.kmsKeyId().orElse(null))
        .createdDate(secret.created())
        .lastChangedDate(secret.changed())
        .deletedDate(secret.deletion().orElse(null))
        .versionIdsToStages(secret.stages())
        .tags(Secrets.list(secret.tags()))
        .build();
  }

  @Override
  public ListSecretsResponse listSecrets(ListSecretsRequest request) {
    KnownParameters.only(request, "MaxResults", "NextToken", "Filters", "IncludePlannedDeletion");
    List<Secret> all =
        state.all().stream()
            .filter(
                s ->
                    s.deletion().isEmpty() || Boolean.TRUE.equals(request.includePlannedDeletion()))
            .filter(s -> request.filters().stream().allMatch(f -> passes(request, f, s)))
            .toList();
    Page<Secret> page =
        Page.of(
            all,
            Secret::name,
            request.nextToken(),
            Optional.ofNullable(request.maxResults()).orElse(PAGE),
            SecretErrors::invalidToken);
    return ListSecretsResponse.builder()
        .secretList(page.items().stream().map(LocalSecretsManager::listed).toList())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public ListSecretsResponse listSecrets() {
    return listSecrets(ListSecretsRequest.builder().build());
  }

  private static boolean passes(ListSecretsRequest request, Filter filter, Secret secret) {
    return switch (filter.keyAsString()) {
      case "name" -> filter.values().stream().anyMatch(v -> secret.name().startsWith(v));
      case "tag-key" -> filter.values().stream().anyMatch(secret.tags()::containsKey);
      case "tag-value" -> filter.values().stream().anyMatch(secret.tags()::containsValue);
      default -> throw KnownParameters.refused(request, "Filters." + filter.keyAsString());
    };
  }

  private static SecretListEntry listed(Secret secret) {
    return SecretListEntry.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(secret.description().orElse(null))
        .kmsKeyId(secret.kmsKeyId().orElse(null))
        .createdDate(secret.created())
        .lastChangedDate(secret.changed())
        .deletedDate(secret.deletion().orElse(null))
        .secretVersionsToStages(secret.stages())
        .tags(Secrets.list(secret.tags()))
        .build();
  }

  @Override
  public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
    Secret secret = state.find(request.secretId());
    return ListSecretVersionIdsResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versions(
            secret.versions().entrySet().stream()
                .map(
                    entry ->
                        SecretVersionsListEntry.builder()
                            .versionId(entry.getKey())
                            .versionStages(List.copyOf(entry.getValue().stages()))
                            .createdDate(entry.getValue().created())
                            .build())
                .toList())
        .build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    Secret secret = state.live(request.secretId());
    Map<String, String> tags = new TreeMap<>(secret.tags());
    tags.putAll(Secrets.tags(request.tags()));
    state.save(secret.withTags(tags));
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    Secret secret = state.live(request.secretId());
    Map<String, String> tags = new TreeMap<>(secret.tags());
    tags.keySet().removeAll(request.tagKeys());
    state.save(secret.withTags(tags));
    return UntagResourceResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
