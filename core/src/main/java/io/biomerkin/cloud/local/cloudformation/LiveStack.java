package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.LocalAccount;
import io.biomerkin.cloud.local.cloudformation.Operation.Action;
import io.biomerkin.cloud.local.cloudformation.Operation.Progress;
import io.biomerkin.cloud.local.cloudformation.Operation.Step;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Member;
import io.biomerkin.cloud.local.cloudformation.StackDocument.OutputValue;
import io.biomerkin.cloud.local.cloudformation.StackDocument.Phase;
import io.biomerkin.cloud.local.state.Documents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A stack in work: what changes is gathered, and written together by {@link #save}. */
final class LiveStack {

  private final LocalAccount account;
  private final Documents<StackDocument> documents;
  private final StackDocument read;
  private final StackEvents events;
  private final Map<String, Member> resources;
  private Phase phase;
  private boolean terminationProtected;
  private Config config;
  private List<OutputValue> outputs;
  private Set<String> imports;
  private Optional<Operation> operation;
  private int operations;
  private String changeSet;
  private Optional<String> token;

  LiveStack(LocalAccount account, Documents<StackDocument> documents, StackDocument document) {
    this.account = account;
    this.documents = documents;
    this.read = document;
    this.events = new StackEvents(account, document.id(), document.events());
    this.resources = new LinkedHashMap<>(document.resources());
    this.phase = document.phase();
    this.terminationProtected = document.terminationProtected();
    this.config = document.config();
    this.outputs = document.outputs();
    this.imports = document.imports();
    this.operation = document.operation();
    this.operations = document.operations();
    this.changeSet = document.changeSet();
    this.token = document.token();
  }

  String arn() {
    return read.arn();
  }

  String name() {
    return read.name();
  }

  String status() {
    return phase.status();
  }

  Instant time() {
    return account.clock().now();
  }

  Config config() {
    return config;
  }

  Map<String, Member> resources() {
    return resources;
  }

  /** A resource that it has. */
  Member resource(String logicalId) {
    return Objects.requireNonNull(resources.get(logicalId), logicalId);
  }

  /** Whether it is a resource of another stack. */
  boolean isNested() {
    return read.parent().isPresent();
  }

  int operations() {
    return operations;
  }

  boolean isTerminationProtected() {
    return terminationProtected;
  }

  boolean isInProgress() {
    return status().endsWith("_IN_PROGRESS") && !status().equals("REVIEW_IN_PROGRESS");
  }

  /** Whether an operation is going on or may be gone on with. */
  boolean hasOperation() {
    return operation.isPresent();
  }

  /** The operation that is going on. */
  Operation operation() {
    return operation.orElseThrow(() -> new IllegalStateException("idle: " + arn()));
  }

  /** The stack enters a status. */
  void enter(String status, String reason) {
    boolean updating =
        status.equals("UPDATE_IN_PROGRESS") || status.equals("UPDATE_ROLLBACK_IN_PROGRESS");
    phase =
        new Phase(
            status,
            StackEvents.cut(reason),
            updating ? Optional.of(time()) : phase.updated(),
            status.equals("DELETE_IN_PROGRESS") ? Optional.of(time()) : phase.deleted());
    events.add(
        number ->
            new EventDocument(
                Stacks.uuid(arn() + "/" + number),
                name(),
                arn(),
                NestedStackType.NAME,
                time(),
                status,
                phase.reason(),
                token()));
  }

  /** Keeps a resource as it is now. */
  void put(Member member) {
    resources.put(member.logicalId(), member);
  }

  /** Keeps a resource and tells of its status. */
  void enter(Member member) {
    put(member);
    tell(member);
  }

  /** Tells of the status of a resource. */
  void tell(Member member) {
    events.add(
        number ->
            new EventDocument(
                member.logicalId() + "-" + member.status() + "-" + number,
                member.logicalId(),
                member.physicalId(),
                member.type(),
                time(),
                member.status(),
                StackEvents.cut(member.reason()),
                token()));
  }

  /** Begins an operation towards a configuration. */
  void begin(Config target, Operation newOperation) {
    config = target;
    operation = Optional.of(newOperation);
    operations++;
  }

  void go(Operation changed) {
    operation = Optional.of(changed);
  }

  void end() {
    operation = Optional.empty();
  }

  void step(String logicalId, Action action, Progress progress) {
    Map<String, Step> steps = new LinkedHashMap<>(operation().steps());
    steps.put(logicalId, new Step(action, progress));
    go(operation().withSteps(steps));
  }

  void configure(Config newConfig) {
    config = newConfig;
  }

  void outputs(List<OutputValue> newOutputs) {
    outputs = newOutputs;
  }

  void imports(Set<String> newImports) {
    imports = newImports;
  }

  void protect(boolean on) {
    terminationProtected = on;
  }

  /** Remembers the change set and the token of the request that executes it. */
  void executed(String arn, Optional<String> newToken) {
    changeSet = arn;
    token = newToken;
  }

  /** Its events, newest first. */
  List<EventDocument> history() {
    return events.newestFirst();
  }

  /** What it is now. */
  StackDocument document() {
    return new StackDocument(
        read.id(),
        arn(),
        name(),
        read.created(),
        phase,
        terminationProtected,
        config,
        resources,
        outputs,
        imports,
        operation,
        operations,
        events.written(),
        changeSet,
        token,
        read.parent());
  }

  /** Writes what changed: the events first, as those that the stack does not count do not count. */
  void save() {
    events.write();
    documents.put(read.id(), document());
  }

  private String token() {
    return operation.map(Operation::token).orElse("");
  }
}
