package io.biomerkin.deploy;

import java.util.List;

/**
 * What the removal of an environment left.
 *
 * @param environment the environment
 * @param existed whether there was anything to remove
 * @param retained names of resources that stay because they hold data
 */
public record Destroyed(String environment, boolean existed, List<String> retained) {

  /** Copies its list. */
  public Destroyed {
    retained = List.copyOf(retained);
  }
}
