package io.biomerkin.deploy;

import io.biomerkin.cloud.CallInterceptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down every call, in the order in which they began. */
final class CallCounter implements CallInterceptor {

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void before(Call call) {
    calls.add(call.toString());
  }
}
