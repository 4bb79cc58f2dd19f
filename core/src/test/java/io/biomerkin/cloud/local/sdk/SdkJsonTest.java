package io.biomerkin.cloud.local.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.Template;
import io.biomerkin.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class SdkJsonTest {

  @Property(tries = 200)
  void what_is_written_is_read_back_the_same(@ForAll("values") AttributeValue value) {
    assertThat(SdkJson.read(SdkJson.write(value), AttributeValue.builder())).isEqualTo(value);
  }

  @Provide
  Arbitrary<AttributeValue> values() {
    return Arbitraries.lazyOf(
        () -> Arbitraries.strings().map(AttributeValue::fromS),
        () -> Arbitraries.longs().map(n -> AttributeValue.fromN(n.toString())),
        () -> Arbitraries.of(true, false).map(AttributeValue::fromBool),
        () -> Arbitraries.just(AttributeValue.fromNul(true)),
        () ->
            Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(20)
                .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
        () -> Arbitraries.strings().list().ofMaxSize(3).map(AttributeValue::fromSs),
        () -> values().list().ofMaxSize(2).map(AttributeValue::fromL),
        () ->
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values())
                .ofMaxSize(2)
                .map(map -> AttributeValue.fromM(new HashMap<>(map))));
  }

  @Test
  void a_template_may_write_numbers_and_flags_as_text() {
    LifecycleRule rule =
        SdkJson.read(
            Template.json(
                "{'ID': 'a', 'Expiration': {'Days': '7', 'ExpiredObjectDeleteMarker': 'true'}}"),
            LifecycleRule.builder());
    assertThat(rule.expiration().days()).isEqualTo(7);
    assertThat(rule.expiration().expiredObjectDeleteMarker()).isTrue();
  }

  @Test
  void a_member_that_there_is_not_is_refused_in_cloudformations_words() {
    assertThatThrownBy(() -> SdkJson.read(Template.json("{'Expiry': 1}"), LifecycleRule.builder()))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("extraneous key [Expiry] is not permitted");
  }

  @Test
  void a_page_ends_where_the_next_begins() {
    List<String> all = List.of("a", "b", "c");
    Page<String> first = page(all, null);
    assertThat(first.items()).containsExactly("a", "b");
    Page<String> second = page(all, first.nextToken());
    assertThat(second.items()).containsExactly("c");
    assertThat(second.nextToken()).isNull();
    assertThatThrownBy(() -> page(all, "?")).hasMessage("no token");
  }

  private static Page<String> page(
      List<String> all, @org.jspecify.annotations.Nullable String token) {
    return Page.of(all, item -> item, token, 2, () -> new IllegalArgumentException("no token"));
  }

  @Test
  void parameters_that_are_not_known_are_refused_by_name_and_empty_ones_are_not_there() {
    PutObjectRequest request =
        PutObjectRequest.builder().bucket("b").acl("private").metadata(Map.of()).build();
    KnownParameters.only(request, "Bucket", "ACL", "Metadata");
    KnownParameters.only(PutObjectRequest.builder().bucket("b").build(), "Bucket");
    assertThatThrownBy(() -> KnownParameters.only(request, "Bucket", "Metadata"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "PutObject: the embedded cloud does not know its parameter ACL;"
                + " docs/embedded-cloud.md lists what it has [BMK-704]");
  }
}
