package io.biomerkin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.biomerkin.dsl.words.ReleaseRecord;
import io.biomerkin.model.ReleaseParts;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What editors complete in a condition is what can be asked. */
class ReleaseRecordTest {

  private static List<String> parts(Class<?> type) {
    return Stream.of(type.getDeclaredMethods()).map(ReleaseRecordTest::part).toList();
  }

  private static String part(Method getter) {
    String name = getter.getName().substring("get".length());
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  @Test
  void has_every_part_and_no_other() {
    assertThat(parts(ReleaseRecord.class))
        .containsExactlyInAnyOrderElementsOf(ReleaseParts.names());
    for (Method getter : ReleaseRecord.class.getDeclaredMethods()) {
      Class<?> type = getter.getReturnType();
      List<String> within = ReleaseParts.within(part(getter)).orElse(List.of());
      if (within.isEmpty()) {
        boolean isMap = ReleaseParts.within(part(getter)).isPresent();
        assertThat(type).as(getter.getName()).isEqualTo(isMap ? Map.class : String.class);
      } else {
        assertThat(parts(type)).containsExactlyInAnyOrderElementsOf(within);
      }
    }
  }
}
