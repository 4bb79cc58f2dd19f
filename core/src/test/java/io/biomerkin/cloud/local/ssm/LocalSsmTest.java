package io.biomerkin.cloud.local.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.biomerkin.cloud.local.EmbeddedCloud;
import io.biomerkin.cloud.local.Resource;
import io.biomerkin.cloud.local.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

class LocalSsmTest {

  @TempDir Path folder;
  SsmClient ssm;

  @BeforeEach
  void open() {
    ssm = EmbeddedCloud.client(SsmClient.class, folder);
  }

  private void put(String name, String value) {
    ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING).overwrite(true));
  }

  private String get(String name) {
    return ssm.getParameter(r -> r.name(name)).parameter().value();
  }

  @Test
  void every_version_of_a_parameter_can_be_read() {
    put("/b/config", "one");
    put("/b/config", "two");
    var parameter = ssm.getParameter(r -> r.name("/b/config")).parameter();
    assertThat(parameter.value()).isEqualTo("two");
    assertThat(parameter.version()).isEqualTo(2);
    assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:us-east-1:111111111111:parameter/b/config");
    assertThat(get(parameter.arn())).isEqualTo("two");
    assertThat(get("/b/config:1")).isEqualTo("one");
    assertThatThrownBy(() -> get("/b/config:3"))
        .isInstanceOf(ParameterVersionNotFoundException.class)
        .hasMessageContaining("Systems Manager could not find version 3 of /b/config.");
    assertThat(ssm.getParameterHistory(r -> r.name("/b/config")).parameters())
        .extracting(p -> p.value())
        .containsExactly("one", "two");
  }

  @Test
  void a_parameter_that_exists_is_overwritten_only_on_request() {
    put("/b/config", "one");
    assertThatThrownBy(() -> ssm.putParameter(r -> r.name("/b/config").value("x").type("String")))
        .isInstanceOf(ParameterAlreadyExistsException.class)
        .hasMessageContaining(
            "The parameter already exists. To overwrite this value, set the overwrite option in"
                + " the request to true.");
    assertThat(get("/b/config")).isEqualTo("one");
  }

  @Test
  void a_missing_parameter_is_told_as_such() {
    assertThatThrownBy(() -> get("/none")).isInstanceOf(ParameterNotFoundException.class);
    assertThatThrownBy(() -> ssm.deleteParameter(r -> r.name("/none")))
        .isInstanceOf(ParameterNotFoundException.class);
    put("/b/config", "one");
    var result = ssm.getParameters(r -> r.names("/b/config", "/none"));
    assertThat(result.parameters()).hasSize(1);
    assertThat(result.invalidParameters()).containsExactly("/none");
  }

  @Test
  void a_secure_value_shows_only_decrypted() {
    ssm.putParameter(r -> r.name("/b/key").value("s3cret").type(ParameterType.SECURE_STRING));
    assertThat(get("/b/key")).doesNotContain("s3cret");
    assertThat(ssm.getParameter(r -> r.name("/b/key").withDecryption(true)).parameter().value())
        .isEqualTo("s3cret");
  }

  @Test
  void a_path_gives_its_children_or_all_below_page_by_page() {
    put("/b/dev/a", "1");
    put("/b/dev/b", "2");
    put("/b/dev/c/d", "3");
    put("/b/development", "4");
    assertThat(ssm.getParametersByPath(r -> r.path("/b/dev")).parameters())
        .extracting(p -> p.name())
        .containsExactly("/b/dev/a", "/b/dev/b");
    assertThat(
            ssm
                .getParametersByPathPaginator(r -> r.path("/b/dev/").recursive(true).maxResults(1))
                .stream()
                .flatMap(page -> page.parameters().stream()))
        .extracting(p -> p.name())
        .containsExactly("/b/dev/a", "/b/dev/b", "/b/dev/c/d");
    assertThat(
            ssm.describeParameters(
                    r ->
                        r.parameterFilters(
                            f -> f.key("Name").option("BeginsWith").values("/b/dev/")))
                .parameters())
        .hasSize(3);
  }

  @Test
  void names_and_values_against_the_rules_are_refused() {
    assertThatThrownBy(() -> put("aws/x", "v")).hasMessageContaining("can't be prefixed with");
    assertThatThrownBy(() -> put("b/x", "v"))
        .hasMessageContaining("Parameter name must be a fully qualified name.");
    assertThatThrownBy(() -> put("/b/x y", "v")).hasMessageContaining("Invalid parameter name.");
    assertThatThrownBy(() -> put("/b/x", "v".repeat(4097)))
        .hasMessageContaining(
            "Standard tier parameters support a maximum parameter value of 4096 characters.");
    assertThatThrownBy(
            () ->
                ssm.putParameter(
                    r -> r.name("/b/x").value("v").type("String").allowedPattern("[0-9]+")))
        .hasMessageContaining("cannot be validated against allowedPattern: [0-9]+");
  }

  @Test
  void a_parameter_comes_from_a_template_changes_and_goes() {
    Template template = Template.in(folder);
    var type = new io.biomerkin.cloud.local.ssm.ParameterType();
    String properties = "{'Name': '/b/dev/config', 'Type': 'String', 'Value': '{}'}";
    Resource made = template.create(type, properties);
    assertThat(made)
        .isEqualTo(new Resource("/b/dev/config", Map.of("Type", "String", "Value", "{}")));
    assertThat(template.resumed().create(type, properties)).isEqualTo(made);
    assertThatThrownBy(() -> template.stack("T").create(type, properties))
        .hasMessageContaining("'/b/dev/config' already exists.");

    String changed = "{'Name': '/b/dev/config', 'Type': 'String', 'Value': 'new'}";
    Resource updated = type.update(template.request(changed), made, Template.json(properties));
    assertThat(updated.attributes()).containsEntry("Value", "new");
    assertThat(get("/b/dev/config")).isEqualTo("new");

    type.delete(template.request(changed), updated);
    type.delete(template.request(changed), updated);
    assertThatThrownBy(() -> get("/b/dev/config")).isInstanceOf(ParameterNotFoundException.class);
  }
}
