package io.biomerkin.problem;

/**
 * Every code a {@link Problem} can have, in one place. A code is never given a second meaning, and
 * {@code docs/problems.md} tells cause and remedy of each.
 *
 * <p>The hundreds say where to look: 1 the blueprint file, 2 the rules of AWS, 3 the machine and
 * the sources, 4 the environment and its rules, 5 the cloud and the deployment, 6 Git and the
 * releases, 7 the embedded cloud, 9 a fault of this tool.
 */
public enum ProblemCode {
  /** The blueprint file is missing, empty, too large or not UTF-8. */
  FILE_UNREADABLE(101),
  /** The blueprint is not Groovy. */
  SYNTAX(102),
  /** A word that the block does not know. */
  UNKNOWN_WORD(103),
  /** A value of the wrong type or shape. */
  WRONG_VALUE(104),
  /** A block or a mandatory value is missing. */
  MISSING(105),
  /** Something is declared twice. */
  DUPLICATE(106),
  /** The blueprint reaches for something that configuration must not touch. */
  FORBIDDEN(107),
  /** A name that nothing in the blueprint declares. */
  UNKNOWN_NAME(108),

  /** A name that AWS would refuse: characters or length, suffixes included. */
  NAME_RULE(201),
  /** A number out of the range AWS allows: memory, time-out, retention, concurrency. */
  RANGE_RULE(202),
  /** A value that AWS does not know: runtime, handler form, schedule expression. */
  VALUE_RULE(203),
  /** An environment variable that Lambda reserves or that is too large. */
  VARIABLE_RULE(204),
  /** Agents that invoke one another in a circle. */
  INVOKE_CYCLE(205),
  /** Routes of the API that are duplicate or contradict one another. */
  ROUTE_RULE(206),
  /** Promotion rules that contradict one another. */
  PROMOTION_RULE(207),
  /** A secret that is written into the blueprint. */
  SECRET_RULE(208),

  /** A program that the work needs is not installed or too old. */
  PROGRAM_MISSING(301),
  /** The sources of an agent are missing. */
  SOURCES_MISSING(302),
  /** The sources hold something that must not be packaged: a link out of the folder, a path. */
  SOURCES_REFUSED(303),
  /** The package is larger than Lambda takes. */
  PACKAGE_TOO_LARGE(304),
  /** The Python requirements could not be installed. */
  REQUIREMENTS_FAILED(305),
  /** A check of the blueprint failed. */
  CHECK_FAILED(306),
  /** A file could not be read or written: disk full, permissions. */
  FILE_FAILED(307),

  /** There is no such environment in the blueprint. */
  UNKNOWN_ENVIRONMENT(401),
  /** The credentials belong to another account than the environment. */
  WRONG_ACCOUNT(402),
  /** A promotion rule guards the environment. */
  PROMOTION_REQUIRED(403),
  /** The environment is frozen now. */
  FROZEN(404),
  /** The environment takes clean work trees only. */
  DIRTY_TREE(405),
  /** Another deployment of the environment is running. */
  LOCKED(406),
  /** The environment asks for something that this version cannot keep yet. */
  NOT_AVAILABLE(407),
  /** The environment protects its data. */
  PROTECTED(408),
  /** The plan would replace or remove something that holds data. */
  DATA_LOSS(409),
  /** No credentials, or they are expired. */
  NO_CREDENTIALS(410),
  /** The release, or one with the same content, was rejected. */
  REJECTED(411),
  /** No promotion rule leads to the environment. */
  NO_PROMOTION(412),
  /** Somebody approves a release that is their own. */
  OWN_APPROVAL(413),
  /** The environment takes signed approvals only. */
  UNSIGNED(414),

  /** A resource could not be created, changed or removed. */
  RESOURCE_FAILED(501),
  /** The stack is in a state from which no deployment can start. */
  STACK_STATE(502),
  /** The release was deployed, but is not healthy. */
  VERIFICATION_FAILED(503),
  /** The cloud refused a call. */
  CALL_REFUSED(504),
  /** The cloud does not answer. */
  UNREACHABLE(505),
  /** The template is larger than CloudFormation takes. */
  TEMPLATE_TOO_LARGE(506),
  /** The environment is not deployed. */
  NOT_DEPLOYED(507),
  /** Nothing is wrong with the environment but the release before could not be restored either. */
  ROLLBACK_FAILED(508),
  /** It was stopped or cancelled. */
  CANCELLED(509),
  /** Somebody changed resources past the stack. */
  DRIFTED(510),

  /** There is no Git repository around the blueprint. */
  NO_REPOSITORY(601),
  /** Git does not know who is deploying. */
  NO_IDENTITY(602),
  /** There is no such release, or it cannot be rolled back to or promoted. */
  NOT_A_CANDIDATE(603),
  /** The repository has no commit yet. */
  NO_COMMIT(604),
  /** The release store lacks a part of the release. */
  STORE_INCOMPLETE(605),
  /** The repository cannot be read or written. */
  REPOSITORY_FAILED(606),
  /** The Git remote cannot be reached. */
  REMOTE_UNREACHABLE(607),
  /** There is no Git remote of that name. */
  REMOTE_UNKNOWN(608),
  /** A tag of the Git remote is another one here. */
  TAG_CLASH(609),
  /** The Git remote refuses a tag. */
  PUSH_REFUSED(610),
  /** A tag has the name of a marker, but is not to be believed. */
  MARKER_DOUBTED(611),
  /** The clone lacks the commit of a release. */
  COMMIT_MISSING(612),

  /** The embedded cloud's state is of a newer version. */
  STATE_NEWER(701),
  /** The embedded cloud's state cannot be read. */
  STATE_CORRUPT(702),
  /** The embedded cloud's state cannot be written. */
  STATE_WRITE(703),
  /** The embedded cloud does not know the call, the resource type or the property. */
  NOT_EMBEDDED(704),

  /** A fault of this tool. */
  TOOL_FAULT(901);

  private final int number;

  ProblemCode(int number) {
    this.number = number;
  }

  /** The code as printed and documented, e.g. {@code BMK-103}. */
  public String id() {
    return "BMK-" + number;
  }

  /** Whether the tool is to blame, not its user. */
  public boolean isToolFault() {
    return number >= 900;
  }
}
