package io.biomerkin.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code mvn biomerkin:help -Ddetail} reads its text from. */
class HelpTest {

  private static final String HELP =
      "/META-INF/maven/io.biomerkin/biomerkin-maven-plugin/plugin-help.xml";
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "(?s)<goal>(\\w+)</goal>(?:(?!</mojo>).)*?<name>env</name>"
              + "(?:(?!</parameter>).)*?<description>(.*?)</description>");

  @Test
  void every_goal_but_status_says_that_it_needs_the_environment() throws IOException {
    Map<String, String> told = new TreeMap<>();
    try (InputStream help = HelpTest.class.getResourceAsStream(HELP)) {
      assertThat(help).isNotNull();
      String text = new String(help.readAllBytes(), StandardCharsets.UTF_8);
      Matcher goals = ENVIRONMENT.matcher(text);
      while (goals.find()) {
        told.put(goals.group(1), goals.group(2).replaceAll("&[^;]*;|<[^>]*>", ""));
      }
    }
    assertThat(told).containsEntry("status", "The environment, e.g. dev; without it all of them.");
    told.remove("status");
    assertThat(told)
        .containsOnlyKeys(
            "approve",
            "cancel",
            "deploy",
            "destroy",
            "diagnose",
            "history",
            "plan",
            "promote",
            "recover",
            "reject",
            "rollback",
            "unlock",
            "validate")
        .allSatisfy(
            (goal, text) -> assertThat(text).startsWith("The environment").endsWith(" Required."));
  }
}
