package io.biomerkin.cloud.local.sdk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param items what is on it
 * @param nextToken asks for the page after it; null, as the SDK's responses have it, on the last
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

  /**
   * The page behind a token.
   *
   * @param all the whole list, sorted by the key
   * @param key what tells the place of an item; a page starts behind the key of its token
   * @param token of the page before, null for the first
   * @param size the most items on a page
   * @param invalid the service's refusal of a token that is none
   */
  public static <T> Page<T> of(
      List<T> all,
      Function<T, String> key,
      @Nullable String token,
      int size,
      Supplier<? extends RuntimeException> invalid) {
    String after = token == null ? "" : decoded(token, invalid);
    List<T> rest =
        all.stream()
            .filter(item -> after.isEmpty() || key.apply(item).compareTo(after) > 0)
            .toList();
    List<T> page = rest.subList(0, Math.min(Math.max(size, 1), rest.size()));
    boolean last = page.size() == rest.size();
    return new Page<>(page, last ? null : encoded(key.apply(page.get(page.size() - 1))));
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token, Supplier<? extends RuntimeException> invalid) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid.get();
    }
  }
}
