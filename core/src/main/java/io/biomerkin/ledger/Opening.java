package io.biomerkin.ledger;

import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Finds the repository around a folder as Git does, {@code GIT_DIR} and its kin included. */
final class Opening {

  private Opening() {}

  static Repository open(Path folder) {
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    builder.readEnvironment().findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null || !builder.getGitDir().exists()) {
      throw noRepository(folder);
    }
    TimestampResolution.assumeCoarse(builder.getGitDir().toPath());
    try {
      return checked(builder.setMustExist(true).build(), folder);
    } catch (IOException | IllegalArgumentException e) {
      throw failed(folder.toString(), "the Git repository cannot be opened: " + e.getMessage(), e);
    }
  }

  static ProblemException failed(String where, String what, Exception cause) {
    return new ProblemException(
        List.of(
            new Problem(
                ProblemCode.REPOSITORY_FAILED, where, what, "see what git fsck says about it")),
        cause);
  }

  private static Repository checked(Repository repository, Path folder) {
    String format = repository.getConfig().getString("extensions", null, "objectFormat");
    if (format != null && !format.equalsIgnoreCase("sha1")) {
      repository.close();
      throw new ProblemException(
          ProblemCode.REPOSITORY_FAILED,
          folder.toString(),
          "the Git repository names its objects by " + format + ", only sha1 can be read",
          "use a repository made by git init --object-format=sha1");
    }
    if (repository.isBare()) {
      repository.close();
      throw new ProblemException(
          ProblemCode.NO_REPOSITORY,
          folder.toString(),
          "the Git repository is bare, there is no work tree to deploy from",
          "clone it and run the command in the clone");
    }
    return repository;
  }

  private static ProblemException noRepository(Path folder) {
    return new ProblemException(
        ProblemCode.NO_REPOSITORY,
        folder.toString(),
        "there is no Git repository around this folder; releases are kept as Git tags",
        "type git init, then git add . and git commit");
  }
}
