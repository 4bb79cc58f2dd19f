package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GivenPropertiesTest {

  private static final Set<String> KNOWN =
      Set.of("env", "cloud", "skipTests", "format", "outputFile", "to", "biomerkin.state");

  @Test
  void a_misspelt_property_is_refused_and_all_of_them_at_once() {
    assertThatThrownBy(
            () -> GivenProperties.refuseMisspelt(Set.of("clod", "skipTest", "env"), KNOWN))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "-Dclod: there is no such parameter; did you mean -Dcloud? [BMK-103]\n"
                + "-DskipTest: there is no such parameter; did you mean -DskipTests? [BMK-103]");
    assertThatThrownBy(() -> GivenProperties.refuseMisspelt(Set.of("ENV"), KNOWN))
        .hasMessage("-DENV: there is no such parameter; did you mean -Denv? [BMK-103]");
    assertThatThrownBy(() -> GivenProperties.refuseMisspelt(Set.of("biomerkin.stat"), KNOWN))
        .hasMessage(
            "-Dbiomerkin.stat: there is no such parameter; did you mean -Dbiomerkin.state?"
                + " [BMK-103]");
  }

  @Test
  void properties_of_others_are_left_alone() {
    GivenProperties.refuseMisspelt(
        Set.of("skipITs", "maven.test.skip", "revision", "style.color", "x", "quick"), KNOWN);
  }
}
