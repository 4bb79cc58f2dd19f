package io.biomerkin.deploy;

import io.biomerkin.model.BackupPolicy;
import io.biomerkin.model.Environment;
import io.biomerkin.model.Target;
import io.biomerkin.problem.ProblemException;
import io.biomerkin.synth.Quotas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * A command, and what was there before it. Every one is killed at every call, and every call of it
 * meets every fault.
 */
enum Scenario {
  FIRST_DEPLOYMENT {
    @Override
    void prepare(Path folder) {
      Project.in(folder);
    }
  },

  /** CloudFormation deletes what it cannot make. */
  FIRST_DEPLOYMENT_THAT_FAILS {
    @Override
    void prepare(Path folder) {
      occupyLog(Project.in(folder));
    }

    @Override
    Project open(Path folder) {
      return withOneMore(super.open(folder));
    }

    @Override
    void run(Project project) {
      fails("already exists", () -> project.deploy("dev"));
    }
  },

  FIRST_DEPLOYMENT_THAT_IS_NOT_WELL {
    @Override
    void prepare(Path folder) {
      Project.in(folder).edit("lambda/adder.py", Project.adder("0"));
    }

    @Override
    void run(Project project) {
      fails("there is no release to go back to", () -> project.deploy("dev"));
    }
  },

  CODE_CHANGE {
    @Override
    void prepare(Path folder) {
      deployAndEdit(Project.in(folder));
    }
  },

  CHANGE_OF_NESTED_STACKS {
    @Override
    void prepare(Path folder) {
      Project project = split(Project.in(folder));
      project.more = List.of("worker-7");
      deployAndEdit(project);
    }

    @Override
    Project open(Path folder) {
      Project project = split(super.open(folder));
      project.more = List.of("worker-8");
      return project;
    }
  },

  /** CloudFormation goes back by itself. */
  CHANGE_THAT_FAILS {
    @Override
    void prepare(Path folder) {
      Project project = Project.in(folder);
      deployAndEdit(project);
      occupyLog(project);
    }

    @Override
    Project open(Path folder) {
      return withOneMore(super.open(folder));
    }

    @Override
    void run(Project project) {
      fails("already exists", () -> project.deploy("dev"));
    }
  },

  /** The release before comes back. */
  CHANGE_THAT_IS_NOT_WELL {
    @Override
    void prepare(Path folder) {
      Project project = Project.in(folder);
      project.deploy("dev");
      project.edit("lambda/adder.py", Project.adder("0"));
    }

    @Override
    void run(Project project) {
      fails("runs again; correct the cause", () -> project.deploy("dev"));
    }
  },

  CHANGE_WITH_A_BACKUP {
    @Override
    void prepare(Path folder) {
      deployAndEdit(backedUp(Project.in(folder)));
    }

    @Override
    Project open(Path folder) {
      return backedUp(super.open(folder));
    }
  },

  /** What is older than the latest two goes. */
  CHANGE_THAT_PRUNES {
    @Override
    void prepare(Path folder) {
      Project project = keepingTwo(Project.in(folder));
      // What is not a day old stays.
      project.shiftClock(Duration.ofDays(-2));
      deployAndEdit(project);
      project.deploy("dev");
      project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    }

    @Override
    Project open(Path folder) {
      return keepingTwo(super.open(folder));
    }
  },

  EXPRESS_CHANGE {
    @Override
    void prepare(Path folder) {
      deployAndEdit(express(Project.in(folder)));
    }

    @Override
    Project open(Path folder) {
      return express(super.open(folder));
    }
  },

  ROLLBACK {
    @Override
    void prepare(Path folder) {
      threeReleases(folder);
    }

    @Override
    void run(Project project) {
      project.rollback("dev");
    }
  },

  REJECTION_WITH_ROLLBACK {
    @Override
    void prepare(Path folder) {
      threeReleases(folder);
    }

    @Override
    void run(Project project) {
      try (Biomerkin biomerkin = project.open()) {
        String rejected = biomerkin.history("dev").releases().get(2).id().text();
        biomerkin.reject(new DecisionRequest("dev", rejected, Optional.of("leaks"), true));
      }
    }
  },

  DESTRUCTION {
    @Override
    void prepare(Path folder) {
      Project.in(folder).deploy("dev");
    }

    @Override
    void run(Project project) {
      try (Biomerkin biomerkin = project.open()) {
        biomerkin.destroy("dev", Optional.empty());
      }
    }
  },

  DESTRUCTION_OF_WHAT_IS_PROTECTED {
    @Override
    void prepare(Path folder) {
      guarded(Project.in(folder)).deploy("dev");
    }

    @Override
    Project open(Path folder) {
      return guarded(super.open(folder));
    }

    @Override
    void run(Project project) {
      try (Biomerkin biomerkin = project.open()) {
        biomerkin.destroy("dev", Optional.of("dev"));
      }
    }
  },

  PROMOTION {
    @Override
    void prepare(Path folder) {
      Stages stages = Stages.in(folder);
      stages.deploy("dev");
      stages.promote("staging");
      stages.edit(2);
      stages.deploy("dev");
    }

    @Override
    Project open(Path folder) {
      return Stages.at(folder).project;
    }

    @Override
    void run(Project project) {
      promote(project);
    }

    @Override
    String environment() {
      return "staging";
    }
  },

  FIRST_PROMOTION_TO_ANOTHER_ACCOUNT {
    @Override
    void prepare(Path folder) {
      Stages.in(folder).acrossAccounts().deploy("dev");
    }

    @Override
    Project open(Path folder) {
      return Stages.at(folder).acrossAccounts().project;
    }

    @Override
    void run(Project project) {
      promote(project);
    }

    @Override
    String environment() {
      return "staging";
    }
  };

  private static final String OTHER = Project.adder("0 + event['a'] + event['b']");

  /** Makes what is there before. */
  abstract void prepare(Path folder);

  /** Over what was made, or a copy of it. */
  Project open(Path folder) {
    return Project.at(folder);
  }

  /** The command; one that must fail does, or this does. */
  void run(Project project) {
    project.deploy(environment());
  }

  String environment() {
    return "dev";
  }

  private static void deployAndEdit(Project project) {
    project.deploy("dev");
    project.edit("lambda/adder.py", OTHER);
  }

  private static void threeReleases(Path folder) {
    Project project = Project.in(folder);
    deployAndEdit(project);
    project.deploy("dev");
    project.edit("lambda/adder.py", Project.adder("event['b'] + event['a']"));
    project.deploy("dev");
  }

  private static void promote(Project project) {
    try (Biomerkin biomerkin = project.open()) {
      biomerkin.promote(PromoteRequest.to("staging"));
    }
  }

  private static void fails(String why, Runnable command) {
    try {
      command.run();
    } catch (ProblemException e) {
      if (String.valueOf(e.getMessage()).contains(why)) {
        return;
      }
      throw e;
    }
    throw new AssertionError("it went well");
  }

  /** Somebody else has the log group of the agent that comes. */
  private static void occupyLog(Project project) {
    project
        .cloud("dev")
        .client(CloudWatchLogsClient.class)
        .createLogGroup(r -> r.logGroupName("/aws/lambda/calc-late-dev"));
  }

  private static Project withOneMore(Project project) {
    project.more = List.of("late");
    return project;
  }

  /** A system that one stack would hold is split too. */
  private static Project split(Project project) {
    project.quotas = new Quotas(30, 200, 1_000_000, 2_500);
    return project;
  }

  private static Project backedUp(Project project) {
    project.backup =
        Optional.of(new BackupPolicy(BackupPolicy.Frequency.DAILY, Duration.ofDays(7), true));
    return project;
  }

  private static Project express(Project project) {
    return project.only(Project.express(local(project, false)));
  }

  private static Project keepingTwo(Project project) {
    return project.only(Project.keeping(2, local(project, false)));
  }

  private static Project guarded(Project project) {
    return project.only(local(project, true));
  }

  private static Environment local(Project project, boolean guarded) {
    return project.environment("dev", new Target.Local(), guarded, List.of());
  }
}
