package io.biomerkin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ReleaseStore.Kept;
import io.biomerkin.cloud.StackState;
import io.biomerkin.cloud.Stacks;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Names;
import io.biomerkin.model.Release;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** What holds in an environment after every run, whoever died before it. */
final class Sound {

  private static final Set<ExecutionStatus> EXECUTED =
      Set.of(ExecutionStatus.EXECUTE_COMPLETE, ExecutionStatus.EXECUTE_FAILED);

  private final Project project;
  private final String environment;
  private final ReleaseStore store;
  private final Stacks stack;

  private Sound(Project project, String environment) {
    this.project = project;
    this.environment = environment;
    this.store = project.store(environment);
    Names names =
        Names.of(project.blueprint(), project.blueprint().environment(environment).orElseThrow());
    this.stack = new Stacks(project.cloud(environment), names.stack());
  }

  static void assertSound(Project project, String environment) {
    Sound sound = new Sound(project, environment);
    sound.lockIsFree();
    sound.storeIsWhole();
    sound.noChangeSetIsLeft();
    List<Release> releases = sound.releases();
    int kept =
        project
            .blueprint()
            .environment(environment)
            .flatMap(Environment::keptReleases)
            .orElse(releases.size());
    releases.stream().skip(Math.max(0, releases.size() - kept)).forEach(sound::isVerifiedAndKept);
    sound.stack.find().ifPresent(running -> sound.runsWhole(running, releases));
  }

  /** No change set waits to be executed, whoever died over one. */
  static void assertNoChangeSetIsLeft(Project project, String environment) {
    new Sound(project, environment).noChangeSetIsLeft();
  }

  /** Nobody holds the lock, whoever died over giving it back. */
  private void lockIsFree() {
    assertThat(store.get(ReleaseStore.lockKey(environment))).isEmpty();
  }

  private void storeIsWhole() {
    S3Client s3 = project.cloud(environment).client(S3Client.class);
    String bucket = store.bucket();
    assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString()).isEqualTo("Enabled");
    assertThat(s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration())
        .isEqualTo(
            PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build());
    assertThat(
            s3.getBucketEncryption(r -> r.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules())
        .extracting(rule -> rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
        .containsExactly("AES256");
    assertThat(s3.getBucketPolicy(r -> r.bucket(bucket)).policy())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"OnlyTls","Effect":"Deny","Principal":"*",\
            "Action":"s3:*","Resource":["arn:aws:s3:::BUCKET","arn:aws:s3:::BUCKET/*"],\
            "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""
                .replace("BUCKET", bucket));
    assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules()).hasSize(2);
  }

  private void noChangeSetIsLeft() {
    if (stack.find().isEmpty()) {
      return;
    }
    CloudFormationClient client = project.cloud(environment).client(CloudFormationClient.class);
    for (Stacks each : stack.whole()) {
      assertThat(client.listChangeSets(r -> r.stackName(each.name())).summaries())
          .allMatch(set -> EXECUTED.contains(set.executionStatus()));
    }
  }

  private List<Release> releases() {
    try (Biomerkin biomerkin = project.open()) {
      return biomerkin.history(environment).releases();
    }
  }

  /**
   * No marker without a release that was verified, or was not to be; and no release without what it
   * is made of.
   */
  private void isVerifiedAndKept(Release release) {
    assertThat(release.verification())
        .matches(told -> told.isVerified() || told.equals(Release.Verification.SKIPPED));
    assertThat(store.get(ReleaseStore.manifestKey(environment, release.id().text()))).isPresent();
    assertThat(kept(store, release)).containsOnly(Kept.WHOLE);
  }

  /** What the store has of the template and of each code package of a release. */
  static List<Kept> kept(ReleaseStore store, Release release) {
    List<Kept> kept = new ArrayList<>();
    String template = Sha256.bare(release.template());
    kept.add(store.look(ReleaseStore.templateKey(template), template));
    release.code().values().stream()
        .map(Sha256::bare)
        .forEach(code -> kept.add(store.look(ReleaseStore.bundleKey(code), code)));
    return kept;
  }

  /**
   * What runs is a release with a marker, or was never verified; every agent runs its code behind
   * its alias.
   */
  private void runsWhole(StackState running, List<Release> releases) {
    Optional<Release> current =
        releases.stream()
            .filter(release -> running.release().equals(Optional.of(release.id().text())))
            .findFirst();
    if (current.isEmpty()) {
      running
          .release()
          .flatMap(ReleaseId::parse)
          .ifPresent(
              id ->
                  assertThat(store.get(ReleaseStore.manifestKey(environment, id.text())))
                      .as("release %s is verified and has no marker", id)
                      .isEmpty());
      return;
    }
    if (store.get(ReleaseStore.draftKey(environment)).isPresent()) {
      // Code went past the stack.
      return;
    }
    LambdaClient functions = project.cloud(environment).client(LambdaClient.class);
    current
        .get()
        .code()
        .forEach(
            (agent, digest) ->
                assertThat(
                        functions
                            .getFunctionConfiguration(
                                r ->
                                    r.functionName("calc-" + agent + "-" + environment)
                                        .qualifier("live"))
                            .codeSha256())
                    .as("the code of %s", agent)
                    .isEqualTo(Sha256.base64(Sha256.bare(digest))));
  }
}
