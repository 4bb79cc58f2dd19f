package io.biomerkin.maven.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What Maven fetches for the plugin: one jar, and the few beside it (ADR 13). */
class PluginJarIT {

  private static final Path JAR =
      Path.of("target", "biomerkin-maven-plugin-" + System.getProperty("plugin.version") + ".jar");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "(?s)<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>");
  private static final Pattern ALL_EXCLUDED =
      Pattern.compile("(?s).*<groupId>\\*</groupId>\\s*<artifactId>\\*</artifactId>.*");

  @Test
  void what_it_leaves_to_resolve_is_told_one_by_one() throws IOException {
    String pom = Files.readString(Path.of("dependency-reduced-pom.xml"));
    List<MatchResult> dependencies = DEPENDENCY.matcher(pom).results().toList();
    assertThat(pom).doesNotContain("<parent>");
    assertThat(dependencies)
        .allSatisfy(dependency -> assertThat(dependency.group(3)).matches(ALL_EXCLUDED))
        .extracting(dependency -> dependency.group(2))
        .containsExactlyInAnyOrder(
            "aws-cdk-lib",
            "cdk-asset-awscli-v1",
            "cdk-asset-node-proxy-agent-v6",
            "cdk-cloud-assembly-schema",
            "DynamoDBLocal",
            "sqlite4java",
            "libsqlite4java-linux-amd64",
            "libsqlite4java-linux-i386",
            "libsqlite4java-osx",
            "sqlite4java-win32-x64",
            "sqlite4java-win32-x86");
  }

  @Test
  void every_service_of_what_is_in_it_is_found_there() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<ZipEntry> services =
          entries(jar).filter(entry -> entry.getName().matches("META-INF/services/[^/]+")).toList();
      assertThat(services).isNotEmpty();
      for (ZipEntry service : services) {
        Set<String> wanted = new TreeSet<>();
        for (URL each :
            Collections.list(getClass().getClassLoader().getResources(service.getName()))) {
          wanted.addAll(providers(each.openStream()));
        }
        wanted.removeIf(provider -> jar.getEntry(provider.replace('.', '/') + ".class") == null);
        assertThat(providers(jar.getInputStream(service)))
            .as(service.getName())
            .containsExactlyInAnyOrderElementsOf(wanted);
      }
    }
  }

  @Test
  void it_is_multi_release_signed_by_nobody_and_tells_the_licences() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
      assertThat(entries(jar).map(ZipEntry::getName))
          .contains(
              "META-INF/LICENSE",
              "META-INF/NOTICE",
              "META-INF/licenses/antlr4-license.txt",
              "META-INF/licenses/jzlib-license.txt",
              "about.html")
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class"))
          // Its licence lets nobody else hand it out.
          .noneMatch(name -> name.startsWith("com/amazonaws/services/dynamodbv2/local/"))
          .noneMatch(name -> name.startsWith("software/amazon/awscdk/"));
    }
  }

  private static Stream<ZipEntry> entries(JarFile jar) {
    return jar.stream().map(ZipEntry.class::cast);
  }

  private static Set<String> providers(InputStream service) throws IOException {
    try (service) {
      Set<String> named = new TreeSet<>();
      new String(service.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .forEach(named::add);
      return named;
    }
  }
}
