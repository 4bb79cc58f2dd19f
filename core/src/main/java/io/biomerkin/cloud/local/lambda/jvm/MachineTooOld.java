package io.biomerkin.cloud.local.lambda.jvm;

import java.util.Optional;
import java.util.stream.Stream;

/** A class that the function's runtime on AWS would load, and the Java of this machine cannot. */
final class MachineTooOld extends UnsupportedClassVersionError {

  private static final long serialVersionUID = 1;
  private static final int DEEPEST = 20;

  private final int needs;

  MachineTooOld(String name, int needs) {
    super(name + " needs Java " + needs);
    this.needs = needs;
  }

  /** The release of Java that it takes. */
  int needs() {
    return needs;
  }

  /** The one that an error goes back to. */
  static Optional<MachineTooOld> in(Throwable error) {
    return Stream.iterate(error, each -> each != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(MachineTooOld.class::isInstance)
        .map(MachineTooOld.class::cast)
        .findFirst();
  }
}
