package io.biomerkin.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.ReleaseStore.Kept;
import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.MovableClock;
import io.biomerkin.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is kept under the digest of its content is that content. */
class ReleaseStoreTest {

  private static final String DIGEST = Sha256.hex("code");
  private static final String KEY = ReleaseStore.bundleKey(DIGEST);

  @TempDir private Path folder;
  private Cloud cloud;
  private ReleaseStore store;

  @BeforeEach
  void a_store() {
    cloud = EmbeddedCloud.open(folder.resolve("cloud"), new MovableClock());
    store = new ReleaseStore(cloud, "store");
    store.make();
  }

  @Test
  void a_package_that_was_sent_is_whole() throws IOException {
    assertThat(store.look(KEY, DIGEST)).isEqualTo(Kept.MISSING);
    send("code");
    send("code");
    assertThat(store.look(KEY, DIGEST)).isEqualTo(Kept.WHOLE);
    assertThat(versions()).isEqualTo(1);
  }

  @Test
  void something_else_in_its_place_is_replaced() throws IOException {
    store.put(KEY, "something else");
    assertThat(store.look(KEY, DIGEST)).isEqualTo(Kept.ALTERED);
    send("code");
    assertThat(store.look(KEY, DIGEST)).isEqualTo(Kept.WHOLE);
    assertThat(versions()).isEqualTo(2);
  }

  @Test
  void what_is_not_what_it_is_said_to_be_is_not_kept() {
    assertThatThrownBy(() -> send("something else")).isInstanceOf(S3Exception.class);
    assertThat(store.look(KEY, DIGEST)).isEqualTo(Kept.MISSING);
  }

  /** An older release of this tool sent packages without it, and not every server tells it. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "CiwN4rE3pQ+nCRbm7V0QG3s6SNTQdFXUxnEVaxpFPj0=-3")
  void where_no_digest_is_told_the_content_is_read(@Nullable String told) throws IOException {
    CallInterceptor silent =
        new CallInterceptor() {
          @Override
          public @Nullable Object make(Call call, Supplier<@Nullable Object> operation) {
            Object answer = operation.get();
            return answer instanceof HeadObjectResponse head
                ? head.toBuilder().checksumSHA256(told).build()
                : answer;
          }
        };
    ReleaseStore old = new ReleaseStore(cloud.intercepted(silent), "store");
    send("code");
    assertThat(old.look(KEY, DIGEST)).isEqualTo(Kept.WHOLE);
    store.put(KEY, "something else");
    assertThat(old.look(KEY, DIGEST)).isEqualTo(Kept.ALTERED);
  }

  private void send(String content) throws IOException {
    store.putOnce(KEY, Files.writeString(folder.resolve("code.zip"), content), DIGEST);
  }

  private int versions() {
    return cloud
        .client(S3Client.class)
        .listObjectVersions(r -> r.bucket("store").prefix(KEY))
        .versions()
        .size();
  }
}
