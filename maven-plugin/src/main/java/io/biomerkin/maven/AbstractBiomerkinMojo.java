package io.biomerkin.maven;

import io.biomerkin.cloud.AwsAccess;
import io.biomerkin.cloud.Clouds;
import io.biomerkin.deploy.Biomerkin;
import io.biomerkin.deploy.DeployResult;
import io.biomerkin.dsl.BlueprintReader;
import io.biomerkin.event.DeployEvent;
import io.biomerkin.event.DeployListener;
import io.biomerkin.maven.console.JsonLines;
import io.biomerkin.maven.console.ProblemText;
import io.biomerkin.maven.console.Progress;
import io.biomerkin.maven.console.ResultText;
import io.biomerkin.maven.console.Terminal;
import io.biomerkin.model.Blueprint;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What every goal has: the blueprint, the cloud, and how failures are told. */
abstract class AbstractBiomerkinMojo extends AbstractMojo {

  /** The blueprint. */
  @Parameter(property = "blueprint", defaultValue = "${project.basedir}/deployment.groovy")
  private File blueprint;

  /**
   * Which cloud: {@code declared} takes the one that each environment declares; {@code local} takes
   * the embedded one for any environment, with markers of its own under {@code
   * refs/biomerkin/local}.
   */
  @Parameter(property = "cloud", defaultValue = "declared")
  private String cloud;

  /**
   * The URL of an AWS-compatible server for every environment of AWS, instead of the one that it
   * declares. {@code AWS_ENDPOINT_URL} gives one to those that declare none.
   */
  @Parameter(property = "endpoint")
  private @Nullable String endpoint;

  /**
   * The code that an MFA device shows now, where an environment assumes a role with {@code mfa:
   * true}; in a terminal it is asked for when it is left out.
   */
  @Parameter(property = "mfa")
  private @Nullable String mfa;

  /** The folder of the embedded cloud, of caches and of the outputs of checks. */
  @Parameter(property = "biomerkin.state", defaultValue = "${project.basedir}/.biomerkin")
  private File state;

  /**
   * Shares markers with the Git remote {@code origin}: fetches them before a decision and pushes
   * them after it. Without it, with the remote that the blueprint names, if any.
   */
  @Parameter(property = "push", defaultValue = "false")
  private boolean push;

  /**
   * Puts the clock of what is tried out with {@code -Dcloud=local} forward, for good, by e.g.
   * {@code +90m}, {@code +1h}, {@code +2d}: a release need not soak in real time there. Real
   * environments have the real time.
   */
  @Parameter(property = "tryOutClock")
  private @Nullable String tryOutClock;

  /**
   * {@code text} for people, {@code json} for programs: a goal that reports prints its report as
   * one value; one that changes something prints a line for each event as it happens, the last
   * being {@code result} or {@code problems}.
   */
  @Parameter(property = "format", defaultValue = "text")
  private String format;

  @Parameter(defaultValue = "${settings.interactiveMode}", readonly = true)
  private boolean interactive;

  @Parameter(defaultValue = "${session}", readonly = true)
  private @Nullable MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true)
  private @Nullable PluginDescriptor plugin;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    SdkLogging.withoutSecrets();
    DeployListener listener = DeployListener.silent();
    try (Progress progress = Progress.on(terminal(), getLog())) {
      refuseMisspelt();
      boolean forPrograms = isJson();
      if (showsProgress()) {
        listener = forPrograms ? lines() : progress;
      }
      Path file = blueprint.toPath().toAbsolutePath();
      // Git is asked while Groovy, or what was kept of it, is read.
      Ahead<Optional<String>> text = Ahead.begin(() -> Biomerkin.committed(file));
      Blueprint read = needsCommitted() ? committed(text.get()).orElseGet(this::read) : read();
      Biomerkin.Builder builder =
          Biomerkin.of(read, file.resolveSibling(""))
              .state(state.toPath())
              .cloud(choice())
              .listener(listener)
              .access(access())
              .rules(() -> needsCommitted() ? read : committed(text.get()).orElse(read));
      if (push) {
        builder.remote("origin");
      }
      try (Biomerkin biomerkin = builder.open()) {
        if (tryOutClock != null) {
          forward(biomerkin, tryOutClock);
        }
        interruptible(biomerkin, listener);
      }
    } catch (ProblemException e) {
      if (showsProgress() && "json".equals(format)) {
        lines().problems(e.problems());
      }
      fail(e);
    } catch (RuntimeException e) {
      Problem fault =
          new Problem(
              ProblemCode.TOOL_FAULT,
              e.getClass().getSimpleName(),
              "this should not have happened: " + e.getMessage(),
              "run the same command with -e and report what it prints; running it again is safe");
      throw new MojoExecutionException(ProblemText.of(List.of(fault)), e);
    }
  }

  /** The blueprint of the commit that is checked out; empty when that has none. */
  private Optional<Blueprint> committed(Optional<String> text) {
    return text.map(found -> reader().read(blueprint.getName(), found));
  }

  private BlueprintReader reader() {
    return BlueprintReader.withCache(state.toPath().resolve("cache/blueprints"));
  }

  private Blueprint read() {
    try {
      return reader().readFile(blueprint.toPath());
    } catch (ProblemException e) {
      if (!needsSources()) {
        getLog()
            .warn(
                "the blueprint of the work tree cannot be read; one that was committed will do: git"
                    + " show HEAD:./deployment.groovy > committed.groovy, and -Dblueprint=committed.groovy");
      }
      throw e;
    }
  }

  /** Whether the goal is about the sources as they are, and not only about what was released. */
  protected boolean needsSources() {
    return true;
  }

  /**
   * Whether the blueprint of the work tree is not to be looked at, but the one that is committed.
   */
  protected boolean needsCommitted() {
    return false;
  }

  private void refuseMisspelt() {
    if (session != null && plugin != null) {
      GivenProperties.refuseMisspelt(
          session.getUserProperties().stringPropertyNames(), GivenProperties.known(plugin));
    }
  }

  /** What the goal's output goes to. */
  protected final Terminal terminal() {
    return Terminal.detect(interactive);
  }

  /** Who can be asked. */
  protected final Optional<Person> person() {
    return Person.at(terminal().live());
  }

  /** Whether the steps are shown while the goal runs. */
  protected boolean showsProgress() {
    return true;
  }

  private static JsonLines lines() {
    return new JsonLines(System.out, Instant::now);
  }

  /** Whether programs read what the goal prints. */
  protected final boolean isJson() {
    return switch (format) {
      case "text" -> false;
      case "json" -> true;
      default ->
          throw new ProblemException(
              ProblemCode.WRONG_VALUE,
              "-Dformat=" + format,
              "there is no such format",
              "say text or json");
    };
  }

  /** Tells what came of a change: for programs the value, for people the lines. */
  protected final void result(Object value, List<String> text) {
    if (isJson()) {
      lines().result(value);
    } else {
      text.forEach(getLog()::info);
    }
  }

  /** The same of a deployment. */
  protected final void deployed(DeployResult result) {
    result(result, ResultText.deployed(result));
    if (!isJson()) {
      ResultText.warnings(result).forEach(getLog()::warn);
    }
  }

  /** What the goal does. */
  protected abstract void run(Biomerkin biomerkin) throws MojoFailureException;

  private void interruptible(Biomerkin biomerkin, DeployListener listener)
      throws MojoFailureException {
    // Told by whoever draws what goes on: a line of anybody else's would be drawn over.
    Consumer<String> tell = text -> listener.on(new DeployEvent.Notice(text));
    try (Interruption interruption = Interruption.of(biomerkin::stop, tell)) {
      try {
        run(biomerkin);
      } catch (ProblemException e) {
        interruption.failed(e.first().toString());
        throw e;
      }
    }
  }

  private void forward(Biomerkin biomerkin, String by) {
    if (choice() != Clouds.Choice.LOCAL) {
      throw new ProblemException(
          ProblemCode.WRONG_VALUE,
          "-DtryOutClock=" + by,
          "only what is tried out has a clock that can be put forward",
          "add -Dcloud=local");
    }
    Instant time = ForwardTime.of(by, biomerkin.tryOutTime());
    biomerkin.forwardTryOuts(time);
    getLog().info("for what is tried out it is " + time.truncatedTo(ChronoUnit.SECONDS) + " now");
  }

  private AwsAccess access() {
    AwsAccess access = AwsAccess.ofThisProcess().with(new MfaCode(mfa, person()));
    return endpoint == null || endpoint.isBlank() ? access : access.at(endpoint);
  }

  private Clouds.Choice choice() {
    return switch (cloud) {
      case "declared" -> Clouds.Choice.DECLARED;
      case "local" -> Clouds.Choice.LOCAL;
      default ->
          throw new ProblemException(
              ProblemCode.WRONG_VALUE,
              "-Dcloud=" + cloud,
              "there is no such choice of cloud",
              "leave it out, or say -Dcloud=local");
    };
  }

  /** The value of a parameter that a goal cannot do without. */
  protected final String required(@Nullable String value, String property, String example) {
    if (value == null || value.isBlank()) {
      throw new ProblemException(
          new Problem(
              ProblemCode.MISSING,
              "-D" + property,
              "the goal needs to know which " + example,
              "add -D" + property + "=NAME"));
    }
    return value;
  }

  /** A user's mistake fails the build; a fault of ours is an error of the plugin. */
  private void fail(ProblemException e) throws MojoExecutionException, MojoFailureException {
    String text = ProblemText.of(e.problems());
    if (e.isToolFault()) {
      throw new MojoExecutionException(text, e);
    }
    getLog().debug(e);
    // Without the cause: Maven would print the same text a second time.
    throw new MojoFailureException(text);
  }
}
