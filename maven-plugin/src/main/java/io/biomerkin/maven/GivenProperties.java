package io.biomerkin.maven;

import io.biomerkin.problem.DidYouMean;
import io.biomerkin.problem.Problem;
import io.biomerkin.problem.ProblemCode;
import io.biomerkin.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The properties of the command line. Maven ignores one that no plugin knows: a misspelt {@code
 * -Dcloud=local} would let a goal go to AWS.
 */
final class GivenProperties {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([\\w.]+)}");

  private GivenProperties() {}

  /** The properties that the goals of the plugin have. */
  static Set<String> known(PluginDescriptor plugin) {
    return plugin.getMojos().stream()
        .flatMap(goal -> goal.getParameters().stream())
        .filter(Parameter::isEditable)
        .map(Parameter::getExpression)
        .filter(Objects::nonNull)
        .map(EXPRESSION::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Refuses what is nearly one of ours. What is far from all of them is for another plugin.
   *
   * @throws ProblemException with every misspelt name
   */
  static void refuseMisspelt(Set<String> given, Set<String> known) {
    List<Problem> problems =
        new TreeSet<>(given)
            .stream()
                .filter(name -> !known.contains(name))
                .flatMap(
                    name ->
                        DidYouMean.misspelt(name, known).stream().map(near -> problem(name, near)))
                .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  private static Problem problem(String name, String near) {
    return new Problem(
        ProblemCode.UNKNOWN_WORD,
        "-D" + name,
        "there is no such parameter",
        "did you mean -D" + near + "?");
  }
}
