package io.biomerkin.deploy.step;

import io.biomerkin.cloud.ChangeSetRequest;
import io.biomerkin.cloud.ChangeSetState;
import io.biomerkin.cloud.ChangeSets;
import io.biomerkin.cloud.ReleaseStore;
import io.biomerkin.cloud.ResourceChange;
import io.biomerkin.cloud.TemplateSource;
import io.biomerkin.cloud.ValidationError;
import io.biomerkin.model.ReleaseId;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Quotas;
import io.biomerkin.synth.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change of the stack, worked out but not made.
 *
 * @param name its name
 * @param stackId the stack's ARN
 * @param creates whether the stack is new
 * @param empty whether there is nothing to change
 * @param changes what it would do
 * @param nested how many resources it would change in each nested stack, by its logical id
 * @param kind what it starts from
 * @param target the template that it leads to
 */
public record ChangeSet(
    String name,
    String stackId,
    boolean creates,
    boolean empty,
    List<ResourceChange> changes,
    Map<String, Integer> nested,
    Kind kind,
    Template target) {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Copies its collections. */
  public ChangeSet {
    changes = List.copyOf(changes);
    nested = Map.copyOf(nested);
  }

  /** Whether it is more than CloudFormation makes in one operation. */
  boolean isTooLarge(Quotas quotas) {
    // A nested stack that goes is told as one resource.
    int gone =
        changes.stream()
            .filter(change -> change.type().equals(ResourceChange.STACK))
            .mapToInt(change -> nested.getOrDefault(change.logicalId(), 0))
            .sum();
    return !nested.isEmpty() && changes.size() + gone > quotas.nestedChanges();
  }

  /**
   * Has CloudFormation work out the change to a release. The id alone is no name: an attempt that
   * failed leaves no marker, so that the next one in the same second has its id.
   */
  public static ChangeSet of(Site site, ReleaseId id, Kind kind, Template template) {
    return prepare(site, FollowStack.token("release-" + id), kind, template);
  }

  /** What a change starts from. */
  public enum Kind {
    /** Nothing: the stack is new. */
    CREATE,
    /** What the stack was last given. */
    UPDATE,
    /** What its resources really are, whoever changed them. */
    REVERT_DRIFT;

    /** Of a stack that is not new. */
    public static Kind update(boolean revertsDrift) {
      return revertsDrift ? REVERT_DRIFT : UPDATE;
    }
  }

  /** Has CloudFormation work out the change to a template of the release store. */
  static ChangeSet prepare(Site site, String name, Kind kind, Template template) {
    String key = ReleaseStore.templateKey(template.digest());
    TemplateSource source = new TemplateSource.Stored(site.store().url(key));
    return prepare(site, name, kind, source, template);
  }

  /** The same for a look only: a template that is small enough is not even stored. */
  static ChangeSet preview(Site site, String name, Kind kind, Template template) {
    if (template.bytes().length <= TemplateSource.MAX_TEXT) {
      String text = new String(template.bytes(), StandardCharsets.UTF_8);
      return prepare(site, name, kind, new TemplateSource.Text(text), template);
    }
    Publish.put(site.store(), template);
    return prepare(site, name, kind, template);
  }

  private static ChangeSet prepare(
      Site site, String name, Kind kind, TemplateSource source, Template template) {
    ChangeSets sets = site.stacks().changeSets();
    boolean creates = kind == Kind.CREATE;
    boolean reverts = kind == Kind.REVERT_DRIFT;
    // What a destroyed environment protected is still there, and belongs to its successor.
    boolean imports = site.environment().protectData();
    boolean nests = template.mayNest();
    boolean express = site.environment().express();
    String stackId =
        sets.create(
            new ChangeSetRequest(
                name, creates, source, imports, reverts, express, nests, tags(site)));
    ChangeSetState state = worked(site, sets, name);
    if (!state.isReady() && !state.isEmpty()) {
      List<Problem> problems = problems(site, state, sets.validationErrors(name));
      sets.delete(name);
      throw new ProblemException(problems);
    }
    if (reverts && !state.revertsDrift()) {
      sets.delete(name);
      throw new ProblemException(
          ProblemCode.DRIFTED,
          site.names().stack(),
          "this CloudFormation cannot take back what was changed past the stack",
          "change the resources back by hand, then run the same command without -Ddrift=revert;"
              + " nothing was changed");
    }
    List<ResourceChange> changes = state.changes().stream().map(ChangeSet::blanked).toList();
    return new ChangeSet(
        name, stackId, creates, state.isEmpty(), changes, state.nested(), kind, template);
  }

  /** Whoever sees the plan need not see secrets. */
  private static ResourceChange blanked(ResourceChange change) {
    return new ResourceChange(
        change.action(),
        change.logicalId(),
        change.type(),
        change.physicalId(),
        change.properties().stream().map(Redaction::blank).toList());
  }

  /** CloudFormation ends by itself; who does not want to wait for that leaves nothing behind. */
  private static ChangeSetState worked(Site site, ChangeSets sets, String name) {
    ChangeSetState state = sets.find(name);
    while (state.isPending()) {
      try {
        site.narrator().stop().before("plan");
      } catch (ProblemException e) {
        dropAfter(e, sets, name);
        throw e;
      }
      site.cloud().clock().sleep(PAUSE);
      state = sets.find(name);
    }
    return state;
  }

  /** One that is not worked out yet may not be dropped; the next update does that. */
  private static void dropAfter(ProblemException stop, ChangeSets sets, String name) {
    try {
      sets.delete(name);
    } catch (RuntimeException e) {
      stop.addSuppressed(e);
    }
  }

  private static List<Problem> problems(
      Site site, ChangeSetState state, List<ValidationError> errors) {
    String next = "correct the blueprint, then run the same command again; nothing was changed";
    List<Problem> problems = new ArrayList<>();
    for (ValidationError error : errors) {
      problems.add(
          new Problem(
              ProblemCode.RESOURCE_FAILED,
              error.where(),
              "CloudFormation refuses it: " + error.reason(),
              problems.isEmpty() ? next : ""));
    }
    return problems.isEmpty()
        ? List.of(
            new Problem(
                ProblemCode.RESOURCE_FAILED,
                site.names().stack(),
                "CloudFormation refuses the change: " + state.reason(),
                next))
        : problems;
  }

  private static Map<String, String> tags(Site site) {
    return Map.of(
        "Environment", site.environment().name(),
        "ManagedBy", "biomerkin-deploy",
        "Project", io.biomerkin.model.Names.pascal(site.blueprint().application()));
  }

  /**
   * Refuses a change that loses data, unless each such resource was named.
   *
   * @throws ProblemException with every resource that would lose data
   */
  void refuseDataLoss(Set<String> allowed) {
    List<Problem> problems =
        changes.stream()
            .filter(ResourceChange::losesData)
            .filter(lost -> isReplaced(lost) || !allowed.contains(lost.logicalId()))
            .map(ChangeSet::dataLoss)
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem dataLoss(ResourceChange lost) {
    String where = lost.logicalId() + " (" + lost.physicalId() + ")";
    if (isReplaced(lost)) {
      // CloudFormation makes the new one before it removes the old one, which still has the name.
      String cause =
          lost.properties().stream()
              .map(ResourceChange.Property::path)
              .collect(Collectors.joining(", "));
      return new Problem(
          ProblemCode.DATA_LOSS,
          where,
          "cannot be changed in place (" + cause + "), and its name cannot be given to another",
          "take the change back; or declare another one by a new name, deploy, move the data, and"
              + " then remove this one");
    }
    return new Problem(
        ProblemCode.DATA_LOSS,
        where,
        "holds data and would be removed",
        "take the change back, or allow it with -DallowDataLoss=" + lost.logicalId());
  }

  private static boolean isReplaced(ResourceChange change) {
    return change.action() == ResourceChange.Action.REPLACED;
  }

  /** Drops it without making the change. */
  public void drop(Site site) {
    site.stacks().changeSets().delete(name);
  }
}
