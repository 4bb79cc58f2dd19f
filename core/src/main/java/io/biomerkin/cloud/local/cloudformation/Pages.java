package io.biomerkin.cloud.local.cloudformation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next the token of the next page; null on the last one, as the API has it
 */
record Pages<T>(List<T> items, @Nullable String next) {

  static final int SIZE = 100;

  /** The page that a token stands for. */
  static <T> Pages<T> of(List<T> all, @Nullable String token) {
    int from = 0;
    if (token != null) {
      if (!token.matches("[0-9]{1,9}") || Integer.parseInt(token) > all.size()) {
        throw Errors.validation("Invalid NextToken: " + token);
      }
      from = Integer.parseInt(token);
    }
    int to = Math.min(all.size(), from + SIZE);
    return new Pages<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }
}
