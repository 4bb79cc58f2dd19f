package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.sdk.KnownParameters;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** What can be asked of templates. */
final class TemplateReads {

  private final Stacks stacks;
  private final ResourceTypes types;
  private final TemplateSource source;

  TemplateReads(LocalAccount account, Stacks stacks, ResourceTypes types) {
    this.stacks = stacks;
    this.types = types;
    this.source = new TemplateSource(account);
  }

  /** The very text that was submitted: nothing processes templates here. */
  GetTemplateResponse get(Config config) {
    return GetTemplateResponse.builder()
        .templateBody(stacks.template(config.template()))
        .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
        .build();
  }

  ValidateTemplateResponse validate(ValidateTemplateRequest request) {
    Template template = checked(request.templateBody(), request.templateURL());
    List<String> capabilities = Capabilities.needed(template);
    return ValidateTemplateResponse.builder()
        .description(Views.orNull(template.description()))
        .capabilitiesWithStrings(capabilities)
        .capabilitiesReason(reason(template, capabilities))
        .parameters(
            template.parameters().entrySet().stream()
                .map(
                    entry ->
                        TemplateParameter.builder()
                            .parameterKey(entry.getKey())
                            .defaultValue(entry.getValue().defaultValue().orElse(null))
                            .noEcho(entry.getValue().noEcho())
                            .description(Views.orNull(entry.getValue().description()))
                            .build())
                .toList())
        .build();
  }

  GetTemplateSummaryResponse summary(GetTemplateSummaryRequest request) {
    KnownParameters.only(request, "TemplateBody", "TemplateURL", "StackName");
    Template template =
        request.stackName() == null
            ? checked(request.templateBody(), request.templateURL())
            : of(stacks.get(request.stackName()));
    List<String> capabilities = Capabilities.needed(template);
    return GetTemplateSummaryResponse.builder()
        .description(Views.orNull(template.description()))
        .metadata(template.metadata().isEmpty() ? null : template.metadata().toString())
        .capabilitiesWithStrings(capabilities)
        .capabilitiesReason(reason(template, capabilities))
        .resourceTypes(
            template.resources().values().stream().map(Template.Resource::type).distinct().toList())
        .parameters(
            template.parameters().entrySet().stream()
                .map(entry -> declaration(entry.getKey(), entry.getValue()))
                .toList())
        .build();
  }

  private Template of(LiveStack stack) {
    if (stack.config().template().isEmpty()) {
      throw Errors.validation("Stack with id " + stack.name() + " has no template yet");
    }
    return TemplateParser.parse(stacks.template(stack.config().template()));
  }

  private Template checked(@Nullable String body, @Nullable String url) {
    Template template =
        TemplateParser.parse(source.read(Optional.ofNullable(body), Optional.ofNullable(url)));
    TemplateChecks.check(template, types);
    return template;
  }

  private static ParameterDeclaration declaration(String name, Template.Parameter parameter) {
    return ParameterDeclaration.builder()
        .parameterKey(name)
        .parameterType(parameter.type())
        .defaultValue(parameter.defaultValue().orElse(null))
        .noEcho(parameter.noEcho())
        .description(Views.orNull(parameter.description()))
        .build();
  }

  private static @Nullable String reason(Template template, List<String> capabilities) {
    if (capabilities.isEmpty()) {
      return null;
    }
    Predicate<String> isIdentity = type -> type.startsWith("AWS::IAM::");
    List<String> types =
        template.resources().values().stream()
            .map(Template.Resource::type)
            .filter(isIdentity)
            .distinct()
            .toList();
    return "The following resource(s) require capabilities: " + types;
  }
}
