package io.biomerkin.synth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.biomerkin.model.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodeBindingTest {

  private static final List<String> AGENTS =
      List.of("decision", "drug", "genomics", "literature", "orchestrator", "proteomics");
  private static final ReleaseId RELEASE = new ReleaseId("20261006-143022");
  private static final ReleaseId LATER = new ReleaseId("20261007-080000");

  private final Template synthesized = snapshot();

  @Property(tries = 50)
  void the_same_input_makes_the_same_bytes(@ForAll("code") Map<String, String> code) {
    Template one = CodeBinding.bind(synthesized, code, RELEASE, "inputs");
    Template other = CodeBinding.bind(snapshot(), new HashMap<>(code), RELEASE, "inputs");

    assertThat(other.bytes()).isEqualTo(one.bytes());
    assertThat(other.digest()).isEqualTo(one.digest());
  }

  @Property(tries = 50)
  void what_was_bound_can_be_told_again(@ForAll("code") Map<String, String> code) {
    Template bound = CodeBinding.bind(synthesized, code, RELEASE, "inputs");

    assertThat(CodeBinding.codeOf(bound)).isEqualTo(code);
  }

  @Property(tries = 50)
  void a_change_of_one_agents_code_changes_that_agent_alone(
      @ForAll("code") Map<String, String> code,
      @ForAll("agent") String agent,
      @ForAll("digest") String digest) {
    Assume.that(!digest.equals(code.get(agent)));
    Map<String, String> changed = new TreeMap<>(code);
    changed.put(agent, digest);
    JsonNode before = resources(CodeBinding.bind(synthesized, code, RELEASE, "inputs"));
    JsonNode after = resources(CodeBinding.bind(synthesized, changed, RELEASE, "inputs"));

    String id = agent.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + agent.substring(1);
    assertThat(different(before, after).stream().map(name -> name.replaceAll("[0-9a-f]{10}$", "")))
        .containsOnly(id + "Agent", id + "Version", id + "Live");
  }

  @Property(tries = 20)
  void a_release_id_alone_changes_no_resource(@ForAll("code") Map<String, String> code) {
    Template one = CodeBinding.bind(synthesized, code, RELEASE, "inputs");
    Template other = CodeBinding.bind(synthesized, code, LATER, "inputs");

    assertThat(resources(other)).isEqualTo(resources(one));
    Template rebound = CodeBinding.rebind(one, LATER, RELEASE);
    assertThat(resources(rebound)).isEqualTo(resources(one));
    assertThat(rebound.json().at("/Outputs/ReleaseId/Value").asText()).isEqualTo(LATER.text());
    assertThat(rebound.json().at("/Outputs/Restores/Value").asText()).isEqualTo(RELEASE.text());
    assertThat(other.json().at("/Outputs/ReleaseId/Value").asText()).isEqualTo("20261007-080000");
    assertThat(other.json().at("/Outputs/InputDigest/Value").asText()).isEqualTo("inputs");
  }

  @Example
  void the_package_comes_from_the_release_store_by_its_digest() {
    Template bound = CodeBinding.bind(synthesized, allCode("ab"), RELEASE, "inputs");

    JsonNode code = resources(bound).at("/GenomicsAgent/Properties/Code");
    assertThat(code.path("S3Bucket").asText())
        .isEqualTo("biomerkin-releases-333333333333-us-east-1");
    assertThat(code.path("S3Key").asText()).isEqualTo("bundles/" + "ab".repeat(32) + ".zip");
  }

  @Example
  void the_alias_follows_the_renamed_version() {
    JsonNode resources = resources(CodeBinding.bind(synthesized, allCode("ab"), RELEASE, "inputs"));

    String version = resources.at("/GenomicsLive/Properties/FunctionVersion/Fn::GetAtt/0").asText();
    assertThat(version).matches("GenomicsVersion[0-9a-f]{10}");
    assertThat(resources.at("/" + version + "/Type").asText()).isEqualTo("AWS::Lambda::Version");
    assertThat(resources.has("GenomicsVersion")).isFalse();
  }

  @Example
  void a_change_of_a_functions_properties_makes_a_new_version() {
    Template larger = new Template(synthesized.text().replace("2048", "4096"));

    JsonNode before = resources(CodeBinding.bind(synthesized, allCode("ab"), RELEASE, "inputs"));
    JsonNode after = resources(CodeBinding.bind(larger, allCode("ab"), RELEASE, "inputs"));

    assertThat(version(after, "Genomics")).isNotEqualTo(version(before, "Genomics"));
    assertThat(version(after, "Drug")).isEqualTo(version(before, "Drug"));
  }

  @Example
  void versions_are_renamed_only_where_they_are_referred_to() {
    Template template =
        new Template(
            """
            {"Resources": {
              "XAgent": {"Type": "AWS::Lambda::Function", "Metadata": {"Agent": "x"},
                "Properties": {"Code": {"S3Bucket": "store", "S3Key": "x"}}},
              "XVersion": {"Type": "AWS::Lambda::Version",
                "Properties": {"FunctionName": {"Ref": "XAgent"}}},
              "Other": {"Type": "Any", "DependsOn": ["XVersion", "XAgent"], "Properties": {
                "Ref": {"Ref": "XVersion"},
                "Short": {"Fn::GetAtt": "XVersion.Version"},
                "Long": {"Fn::GetAtt": ["XVersion", "Version"]},
                "Text": {"Fn::Sub": "${XVersion} ${XVersion.Version} ${!XVersion} ${XAgent}"},
                "Values": {"Fn::Sub": ["${XVersion}/${v}", {"v": {"Ref": "XVersion"}}]},
                "Name": "XVersion", "XVersion": "XVersion.Version"}},
              "One": {"Type": "Any", "DependsOn": "XVersion"}},
             "Outputs": {"V": {"Value": {"Ref": "XVersion"}}}}
            """);

    Template bound = CodeBinding.bind(template, Map.of("x", "00"), RELEASE, "inputs");

    String version = version(resources(bound), "X");
    JsonNode other = resources(bound).path("Other");
    assertThat(other.toString())
        .isEqualTo(
            ("{'DependsOn':['V','XAgent'],'Properties':{"
                    + "'Long':{'Fn::GetAtt':['V','Version']},"
                    + "'Name':'XVersion',"
                    + "'Ref':{'Ref':'V'},"
                    + "'Short':{'Fn::GetAtt':'V.Version'},"
                    + "'Text':{'Fn::Sub':'${V} ${V.Version} ${!XVersion} ${XAgent}'},"
                    + "'Values':{'Fn::Sub':['${V}/${v}',{'v':{'Ref':'V'}}]},"
                    + "'XVersion':'XVersion.Version'},'Type':'Any'}")
                .replace("'V", "'" + version)
                .replace("${V", "${" + version)
                .replace("'" + version + "alues'", "'Values'")
                .replace("'" + version + "ersion'", "'Version'")
                .replace('\'', '"'));
    assertThat(resources(bound).at("/One/DependsOn").asText()).isEqualTo(version);
    assertThat(bound.json().at("/Outputs/V/Value/Ref").asText()).isEqualTo(version);
  }

  @Example
  void an_agent_without_code_is_refused() {
    Map<String, String> code = allCode("ab");
    code.remove("drug");

    assertThatThrownBy(() -> CodeBinding.bind(synthesized, code, RELEASE, "inputs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no code for agent drug");
  }

  @Provide
  Arbitrary<String> agent() {
    return Arbitraries.of(AGENTS);
  }

  @Provide
  Arbitrary<String> digest() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
  }

  @Provide
  Arbitrary<Map<String, String>> code() {
    return digest()
        .list()
        .ofSize(AGENTS.size())
        .map(
            digests -> {
              Map<String, String> code = new TreeMap<>();
              AGENTS.forEach(agent -> code.put(agent, digests.get(code.size())));
              return code;
            });
  }

  private static Map<String, String> allCode(String byteText) {
    return AGENTS.stream()
        .collect(Collectors.toMap(a -> a, a -> byteText.repeat(32), (a, b) -> a, TreeMap::new));
  }

  private static JsonNode resources(Template template) {
    return template.json().path("Resources");
  }

  private static String version(JsonNode resources, String id) {
    return resources.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.matches(id + "Version[0-9a-f]{10}"))
        .collect(Collectors.joining());
  }

  private static Set<String> different(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    for (JsonNode side : Arrays.asList(before, after)) {
      side.fieldNames().forEachRemaining(names::add);
    }
    names.removeIf(name -> before.path(name).equals(after.path(name)));
    return names;
  }

  private static Template snapshot() {
    try {
      return new Template(
          Files.readString(Path.of("src/test/resources/snapshots/prod.template.json"), UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
