package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.state.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The events of one stack. Each write is a page named by the number of its first event, so that a
 * process that takes over from a dead one writes over what the stack never counted.
 */
final class StackEvents {

  private static final int LONGEST_REASON = 4096;

  private final LocalAccount account;
  private final String stack;
  private final List<EventDocument> pending = new ArrayList<>();
  private int written;

  StackEvents(LocalAccount account, String stack, int written) {
    this.account = account;
    this.stack = stack;
    this.written = written;
  }

  /** Adds the event made for a number. */
  void add(IntFunction<EventDocument> event) {
    pending.add(event.apply(written + pending.size()));
  }

  /** How many are written. */
  int written() {
    return written;
  }

  void write() {
    if (!pending.isEmpty()) {
      pages()
          .put(
              String.format(Locale.ROOT, "%09d", written),
              new EventDocument.Page(written, pending));
      written += pending.size();
      pending.clear();
    }
  }

  /** Whether anything was ever written. */
  boolean exist() {
    return !pages().ids().isEmpty();
  }

  List<EventDocument> newestFirst() {
    List<EventDocument> all = new ArrayList<>();
    for (EventDocument.Page page : pages().all()) {
      if (page.first() < written) {
        all.addAll(page.events());
      }
    }
    Collections.reverse(all);
    return all;
  }

  /** Reasons are kept to 4096 bytes, as CloudFormation keeps them. */
  static String cut(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST_REASON) {
      return reason;
    }
    int end = LONGEST_REASON;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private Documents<EventDocument.Page> pages() {
    return account.state().documents("cloudformation/events/" + stack, EventDocument.Page.class);
  }
}
