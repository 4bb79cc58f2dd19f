package io.biomerkin.cloud.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class ListingTest {

  private static final List<String> KEYS =
      List.of("a", "b/1", "b/2", "b/c/3", "d", "d/e", "\uFF61", "\uD83D\uDE00");

  @TempDir Path folder;
  S3Client s3;

  @BeforeEach
  void open() {
    s3 = EmbeddedCloud.client(S3Client.class, folder);
    s3.createBucket(r -> r.bucket("box"));
    KEYS.forEach(key -> s3.putObject(r -> r.bucket("box").key(key), RequestBody.fromString(key)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void pages_of_any_size_give_all_keys_by_their_bytes(int size) {
    assertThat(s3.listObjectsV2Paginator(r -> r.bucket("box").maxKeys(size)).contents())
        .extracting(object -> object.key())
        .containsExactlyElementsOf(KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void a_delimiter_rolls_up_once(int size) {
    var pages = s3.listObjectsV2Paginator(r -> r.bucket("box").delimiter("/").maxKeys(size));
    assertThat(pages.commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly("b/", "d/");
    assertThat(pages.contents())
        .extracting(object -> object.key())
        .containsExactly("a", "d", "\uFF61", "\uD83D\uDE00");
  }

  @Test
  void a_prefix_and_a_start_narrow_it() {
    assertThat(
            s3.listObjectsV2(r -> r.bucket("box").prefix("b/").delimiter("/").startAfter("b/1"))
                .contents())
        .extracting(object -> object.key())
        .containsExactly("b/2");
  }

  @Test
  void a_token_of_another_making_is_refused() {
    assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("box").continuationToken("?")))
        .hasMessageContaining("The continuation token provided is incorrect");
  }
}
