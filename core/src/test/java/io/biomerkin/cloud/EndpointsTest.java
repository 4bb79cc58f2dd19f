package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.model.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Which of all that may tell where a service is counts. */
class EndpointsTest {

  private static final Target.Aws PLAIN = Target.Aws.of("333333333333", "us-east-1");

  private final AwsAccess access = AwsAccess.of(Map.of());

  /** Whatever this machine's user has configured. */
  @BeforeEach
  void without_configuration(@TempDir Path folder) {
    System.setProperty("aws.configFile", folder.resolve("config").toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
  }

  @AfterEach
  void with_it_again() {
    System.clearProperty("aws.configFile");
    System.clearProperty("aws.sharedCredentialsFile");
  }

  @Test
  void what_is_no_url_is_refused_where_it_counts() {
    AwsAccess wrong = AwsAccess.of(Map.of("AWS_ENDPOINT_URL", "localhost:4566"));
    assertThatThrownBy(() -> all(wrong, PLAIN))
        .hasMessage(
            "AWS_ENDPOINT_URL=localhost:4566: that is no URL; write it as http://127.0.0.1:4566"
                + " [BMK-104]");
    assertThatThrownBy(() -> AwsAccess.of(Map.of()).at("ftp://x"))
        .hasMessage(
            "-Dendpoint=ftp://x: that is no URL; write it as http://127.0.0.1:4566 [BMK-104]");
    for (String url :
        List.of("http://", "http://a b", "http://a|b", "http://a/?x=1", "file:///a")) {
      assertThatThrownBy(() -> AwsAccess.of(Map.of()).at(url))
          .hasMessage(
              "-Dendpoint="
                  + url
                  + ": that is no URL; write it as http://127.0.0.1:4566 [BMK-104]");
    }
    assertThat(AwsAccess.of(Map.of()).at("http://[::1]:4566/aws").endpoint()).isPresent();
    assertThat(all(wrong, PLAIN.at("http://127.0.0.1:4566"))).contains("http://127.0.0.1:4566");
  }

  @Test
  void an_endpoint_given_wins_over_a_declared_one_and_that_over_the_environments() {
    AwsAccess told = AwsAccess.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:3"));

    assertThat(all(told, PLAIN)).contains("http://127.0.0.1:3");
    assertThat(all(told, PLAIN.at("http://127.0.0.1:2"))).contains("http://127.0.0.1:2");
    assertThat(all(told.at("http://127.0.0.1:1"), PLAIN.at("http://127.0.0.1:2")))
        .contains("http://127.0.0.1:1");
    assertThat(all(AwsAccess.of(Map.of("AWS_ENDPOINT_URL", " ")), PLAIN)).isEmpty();
  }

  @Test
  void what_is_to_be_ignored_and_would_not_be_is_refused() {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assertThat(all(AwsAccess.of(variables), PLAIN)).isEmpty();

    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:3");
    AwsAccess access = AwsAccess.of(variables);
    assertThatThrownBy(() -> all(access, PLAIN))
        .hasMessage(
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true: the AWS SDK for Java does not ignore"
                + " AWS_ENDPOINT_URL=http://127.0.0.1:3; unset that, or say where to go with"
                + " -Dendpoint=URL [BMK-104]");
    assertThat(all(access, PLAIN.at("http://127.0.0.1:2"))).contains("http://127.0.0.1:2");
  }

  /** AWS SDKs and Tools Reference Guide: "Service-specific endpoints". */
  @Test
  void a_service_may_be_elsewhere_than_the_others() {
    Map<String, String> variables =
        Map.of(
            "AWS_ENDPOINT_URL", "http://127.0.0.1:3",
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "127.0.0.1");
    AwsAccess access = AwsAccess.of(variables);

    assertThat(of(access, PLAIN, "S3")).contains("http://127.0.0.1:9000");
    assertThat(of(access, PLAIN, "STS")).contains("http://127.0.0.1:3");
    assertThat(of(access, PLAIN.at("http://127.0.0.1:2"), "S3")).contains("http://127.0.0.1:2");
    assertThatThrownBy(() -> of(access, PLAIN, "CLOUDWATCH_LOGS"))
        .hasMessage(
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=127.0.0.1: that is no URL; write it as"
                + " http://127.0.0.1:4566 [BMK-104]");
    try (Cloud cloud = AwsClients.cloud(PLAIN, access)) {
      assertThat(cloud.objectUrl("store", "key")).isEqualTo("http://127.0.0.1:9000/store/key");
      assertThat(cloud.client(S3Client.class).serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://127.0.0.1:9000"));
      assertThat(cloud.client(LambdaClient.class).serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://127.0.0.1:3"));
    }
  }

  /** AWS SDKs and Tools Reference Guide: "Service-specific endpoints". */
  @Test
  void a_profile_may_tell_where_its_services_are() throws IOException {
    configure(
        """
        [default]
        endpoint_url = http://127.0.0.1:5
        [profile stack]
        services = mine
        endpoint_url = http://127.0.0.1:6
        [profile quiet]
        ignore_configured_endpoint_urls = true
        endpoint_url = http://127.0.0.1:7
        [profile wrong]
        endpoint_url = localhost
        [services mine]
        s3 =
          endpoint_url = http://127.0.0.1:9000
        """);
    Target.Aws stack = inAws("stack");

    assertThat(all(access, PLAIN)).contains("http://127.0.0.1:5");
    assertThat(all(access, stack)).contains("http://127.0.0.1:6");
    assertThat(of(access, stack, "STS")).contains("http://127.0.0.1:6");
    assertThat(of(access, stack, "S3")).contains("http://127.0.0.1:9000");
    assertThatThrownBy(() -> all(access, inAws("quiet")))
        .hasMessage(
            "ignore_configured_endpoint_urls = true: the AWS SDK for Java does not ignore"
                + " endpoint_url = http://127.0.0.1:7; take that out of the profile, or say where"
                + " to go with -Dendpoint=URL [BMK-104]");
    assertThatThrownBy(() -> all(access, inAws("wrong")))
        .hasMessage(
            "endpoint_url = localhost: that is no URL; write it as http://127.0.0.1:4566"
                + " [BMK-104]");
    try (Cloud cloud = AwsClients.cloud(stack, access)) {
      assertThat(cloud.objectUrl("store", "key")).isEqualTo("http://127.0.0.1:9000/store/key");
      assertThat(cloud.client(LambdaClient.class).serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://127.0.0.1:6"));
    }
    AwsAccess variable = AwsAccess.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:3"));
    assertThat(of(variable, stack, "S3")).contains("http://127.0.0.1:3");
    assertThat(of(variable.at("http://127.0.0.1:1"), inAws("quiet"), "S3"))
        .contains("http://127.0.0.1:1");
  }

  /** The SDK tells it when it looks for credentials. */
  @Test
  void files_that_cannot_be_read_tell_no_endpoint() throws IOException {
    configure("endpoint_url = http://127.0.0.1:5\n[default\n");
    assertThat(all(access, inAws("default"))).isEmpty();
  }

  private static Optional<String> all(AwsAccess access, Target.Aws target) {
    return new Endpoints(access, target).all();
  }

  private static Optional<String> of(AwsAccess access, Target.Aws target, String service) {
    return new Endpoints(access, target).of(service).map(URI::toString);
  }

  private static void configure(String config) throws IOException {
    Path unused = Files.writeString(Path.of(System.getProperty("aws.configFile")), config);
  }

  private static Target.Aws inAws(String profile) {
    return new Target.Aws(
        PLAIN.account(), "us-east-1", Optional.of(profile), Optional.empty(), Optional.empty());
  }
}
