package io.biomerkin.ledger;

import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;

/** The user's {@code git}, with the user's agents, helpers and proxies; it asks nobody anything. */
final class Git {

  private static final String SSH_COMMAND = "GIT_SSH_COMMAND";

  /** Git: release notes of 2.20, "git fetch" no longer overwrites tags that are there. */
  private static final int LEAST = 220;

  private static final Pattern VERSION = Pattern.compile("git version (\\d{1,3})\\.(\\d{1,2}).*");

  private final String name;
  private final Program program;
  private boolean known;

  /**
   * In a repository.
   *
   * @param name what to start, {@code git} as found on the PATH or a path
   */
  Git(Repository repository, String name, Duration patience) {
    this.name = name;
    Map<String, String> own = System.getenv();
    Map<String, String> environment = quiet(own, EffectiveConfig.of(repository));
    // They may be relative to the folder that we run in.
    for (String variable : List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")) {
      if (own.containsKey(variable)) {
        environment.put(variable, Path.of(own.get(variable)).toAbsolutePath().toString());
      }
    }
    this.program = new Program(repository.getWorkTree().toPath(), environment, patience);
  }

  /** Nothing is asked, and what is said is in the language that we read. */
  static Map<String, String> quiet(Map<String, String> own, Config config) {
    Map<String, String> quiet = new HashMap<>();
    quiet.put("GIT_TERMINAL_PROMPT", "0");
    quiet.put("LC_ALL", "C");
    boolean chosen =
        own.containsKey(SSH_COMMAND)
            || own.containsKey("GIT_SSH")
            || config.getString("core", null, "sshCommand") != null;
    if (!chosen) {
      quiet.put(SSH_COMMAND, "ssh -o BatchMode=yes");
    }
    return quiet;
  }

  /**
   * Runs it.
   *
   * @throws Program.TooLong when it takes too long
   * @throws ProblemException when it cannot be started
   */
  synchronized Program.Outcome run(List<String> arguments) throws Program.TooLong {
    if (!known) {
      refuseOld(start(List.of("version")).text().strip());
      known = true;
    }
    return start(arguments);
  }

  private void refuseOld(String told) {
    Matcher version = VERSION.matcher(told);
    if (version.matches()
        && 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) < LEAST) {
      throw new ProblemException(
          ProblemCode.PROGRAM_MISSING,
          name,
          told + " overwrites tags that it fetches",
          "install Git 2.20 or newer");
    }
  }

  private Program.Outcome start(List<String> arguments) throws Program.TooLong {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    try {
      return program.run(command, new byte[0]);
    } catch (Program.TooLong e) {
      throw e;
    } catch (Program.Missing e) {
      throw new ProblemException(
          ProblemCode.PROGRAM_MISSING,
          name,
          "Git is not installed, and releases are shared through a Git remote with it",
          "install Git and put it on the PATH");
    } catch (InterruptedIOException e) {
      throw new CancellationException("interrupted while waiting for a Git remote");
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.FILE_FAILED,
          "",
          "what git says cannot be kept: " + e.getMessage(),
          "make room or give permission, then run the same command again");
    }
  }
}
