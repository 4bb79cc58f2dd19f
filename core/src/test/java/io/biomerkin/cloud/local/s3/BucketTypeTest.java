package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

class BucketTypeTest {

  private static final String PROPERTIES =
      """
      {'BucketName': 'reports',
       'VersioningConfiguration': {'Status': 'Enabled'},
       'BucketEncryption': {'ServerSideEncryptionConfiguration': [
         {'ServerSideEncryptionByDefault': {'SSEAlgorithm': 'aws:kms', 'KMSMasterKeyID': 'k'}}]},
       'PublicAccessBlockConfiguration': {'BlockPublicAcls': true, 'BlockPublicPolicy': false},
       'LifecycleConfiguration': {'Rules': [
         {'Id': 'old', 'Status': 'Enabled', 'Prefix': 'tmp/', 'ExpirationInDays': 7,
          'NoncurrentVersionExpiration': {'NoncurrentDays': 30},
          'Transitions': [{'StorageClass': 'STANDARD_IA', 'TransitionInDays': 30}]}]},
       'CorsConfiguration': {'CorsRules': [
         {'AllowedMethods': ['GET'], 'AllowedOrigins': ['*'], 'MaxAge': 60}]},
       'Tags': [{'Key': 'Environment', 'Value': 'dev'}]}
      """;

  @TempDir Path folder;
  Template template;
  S3Client s3;
  final BucketType type = new BucketType();

  @BeforeEach
  void open() {
    template = Template.in(folder);
    s3 = EmbeddedCloud.client(S3Client.class, folder);
  }

  @Test
  void a_bucket_gets_all_that_its_template_says() {
    Resource bucket = template.create(type, PROPERTIES);

    assertThat(bucket.physicalId()).isEqualTo("reports");
    assertThat(bucket.attributes())
        .containsEntry("Arn", "arn:aws:s3:::reports")
        .containsEntry("DomainName", "reports.s3.amazonaws.com")
        .containsEntry("RegionalDomainName", "reports.s3.us-east-1.amazonaws.com")
        .containsOnlyKeys(type.schema().attributes());
    assertThat(s3.getBucketVersioning(r -> r.bucket("reports")).statusAsString())
        .isEqualTo("Enabled");
    assertThat(
            s3.getBucketEncryption(r -> r.bucket("reports"))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .kmsMasterKeyID())
        .isEqualTo("k");
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket("reports"))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isFalse();
    var rule = s3.getBucketLifecycleConfiguration(r -> r.bucket("reports")).rules().get(0);
    assertThat(rule.id()).isEqualTo("old");
    assertThat(rule.filter().prefix()).isEqualTo("tmp/");
    assertThat(rule.expiration().days()).isEqualTo(7);
    assertThat(rule.transitions().get(0).days()).isEqualTo(30);
    assertThat(s3.getBucketCors(r -> r.bucket("reports")).corsRules().get(0).maxAgeSeconds())
        .isEqualTo(60);
    assertThat(s3.getBucketTagging(r -> r.bucket("reports")).tagSet())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .contains("Environment=dev", "Project=Biomerkin", "aws:cloudformation:stack-name=S");
  }

  @Test
  void what_an_update_leaves_out_goes_back_to_its_default() {
    Resource bucket = template.create(type, PROPERTIES);
    type.update(template.request("{'BucketName': 'reports'}"), bucket, Template.json(PROPERTIES));

    assertThat(s3.getBucketVersioning(r -> r.bucket("reports")).statusAsString())
        .isEqualTo("Suspended");
    assertThatThrownBy(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket("reports")))
        .hasMessageContaining("The lifecycle configuration does not exist");
    assertThat(s3.getBucketTagging(r -> r.bucket("reports")).tagSet())
        .extracting(tag -> tag.key())
        .doesNotContain("Environment");
  }

  @Test
  void a_bucket_without_a_name_gets_one_that_s3_takes() {
    String name = template.create(type, "{}").physicalId();
    assertThat(name).startsWith("s-r-").isLowerCase();
  }

  @Test
  void creating_again_after_a_death_finds_its_own_bucket_with_its_objects() {
    template.create(type, PROPERTIES);
    s3.putObject(r -> r.bucket("reports").key("k"), RequestBody.fromString("x"));
    assertThat(template.resumed().create(type, PROPERTIES).physicalId()).isEqualTo("reports");
    assertThat(s3.getObjectAsBytes(r -> r.bucket("reports").key("k")).asUtf8String())
        .isEqualTo("x");
  }

  @Test
  void the_bucket_of_another_stack_is_not_taken() {
    template.create(type, PROPERTIES);
    assertThatThrownBy(() -> template.stack("T").create(type, PROPERTIES))
        .hasMessageContaining(
            "Resource of type 'AWS::S3::Bucket' with identifier 'reports' already exists.");
  }

  @Test
  void a_property_within_a_property_that_there_is_not_is_refused_before_anything_is_made() {
    assertThatThrownBy(
            () ->
                template.create(
                    type, "{'BucketName': 'reports', 'OwnershipControls': {'Rule': []}}"))
        .hasMessageContaining("extraneous key [Rule] is not permitted");
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void deleting_one_with_objects_fails_and_one_that_is_gone_does_not() {
    Resource bucket = template.create(type, PROPERTIES);
    s3.putObject(r -> r.bucket("reports").key("k"), RequestBody.fromString("x"));
    assertThatThrownBy(() -> type.delete(template.request(PROPERTIES), bucket))
        .hasMessageContaining("The bucket you tried to delete is not empty");

    String version = s3.listObjectVersions(r -> r.bucket("reports")).versions().get(0).versionId();
    s3.deleteObject(r -> r.bucket("reports").key("k").versionId(version));
    type.delete(template.request(PROPERTIES), bucket);
    type.delete(template.request(PROPERTIES), bucket);
    assertThatThrownBy(() -> s3.headBucket(r -> r.bucket("reports")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void a_bucket_policy_is_put_and_taken_away() {
    template.create(type, PROPERTIES);
    BucketPolicyType policies = new BucketPolicyType();
    String properties =
        "{'Bucket': 'reports', 'PolicyDocument': {'Statement': [{'Effect': 'Deny'}]}}";
    Resource policy = template.create(policies, properties);
    assertThat(s3.getBucketPolicy(r -> r.bucket("reports")).policy())
        .isEqualTo("{\"Statement\":[{\"Effect\":\"Deny\"}]}");

    policies.delete(template.request(properties), policy);
    assertThatThrownBy(() -> s3.getBucketPolicy(r -> r.bucket("reports")))
        .hasMessageContaining("The bucket policy does not exist");
  }
}
