package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.StackState;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.synth.Assembly;
import io.biomerkin.synth.CodeBinding;
import io.biomerkin.synth.Synthesizer;
import io.biomerkin.synth.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the template. What the blueprint says comes from CDK, or from the last time that it said
 * the same; code and release enter afterwards, so that a change of code alone starts no CDK.
 */
public final class Synthesize {

  private final Site site;
  private final Inputs inputs;
  private Optional<Supplier<Template>> begun = Optional.empty();

  /** The template of those inputs. */
  public Synthesize(Site site, Inputs inputs) {
    this.site = site;
    this.inputs = inputs;
  }

  /** Begins with what does not depend on code, while other things wait for the cloud. */
  public Synthesize begin() {
    begun = Optional.of(site.workers().begin(this::unbound));
    return this;
  }

  /**
   * The templates that CloudFormation gets.
   *
   * @param code the digest of each agent's package
   * @param stack the stack that runs
   */
  public Assembly run(Map<String, String> code, ReleaseId release, Optional<StackState> stack) {
    Template unbound = begun.map(Supplier::get).orElseGet(this::unbound);
    return Assembly.of(
        CodeBinding.bind(unbound, code, release, inputs.digest()),
        stack.filter(StackState::isSplit).isPresent(),
        () -> ownAgents(stack),
        digest -> site.store().url(ReleaseStore.templateKey(digest)),
        site.quotas());
  }

  /** {@code 48 KB}, or {@code 2130 KB in 65 stacks}. */
  public static String describe(Assembly templates) {
    int bytes = templates.templates().stream().mapToInt(each -> each.bytes().length).sum();
    int stacks = templates.templates().size();
    return bytes / 1024 + " KB" + (stacks == 1 ? "" : " in " + stacks + " stacks");
  }

  /** The agents that the stack itself has. */
  private Set<String> ownAgents(Optional<StackState> stack) {
    boolean exists = stack.filter(s -> !s.isReserved() && !s.isStillborn()).isPresent();
    return exists ? CodeBinding.codeOf(new Template(site.stacks().template())).keySet() : Set.of();
  }

  private Template unbound() {
    Path known = site.state().resolve("cache/templates").resolve(inputs.template() + ".json");
    if (Files.isRegularFile(known)) {
      try {
        return new Template(Files.readString(known));
      } catch (IOException | IllegalArgumentException e) {
        site.narrator().notice("the kept template " + known + " is damaged and made again");
      }
    }
    Template made = new Synthesizer().synthesize(site.blueprint(), site.environment());
    if (!site.workers().isClosed()) {
      keep(known, made);
    }
    return made;
  }

  /** A template that cannot be kept is only made again next time. */
  private void keep(Path file, Template template) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), ".new-", "");
      Files.write(fresh, template.bytes());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      site.narrator().notice("the template cannot be kept for next time: " + e.getMessage());
    }
  }
}
