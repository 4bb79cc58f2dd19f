package io.biomerkin.pack;

/** Says what of a folder is left out. */
@FunctionalInterface
interface Ignored {

  /**
   * Whether a path is left out; what lies in a folder that is left out need not be asked for.
   *
   * @param path the name below the folder, with slashes
   * @param folder whether it is a folder itself
   */
  boolean ignores(String path, boolean folder);
}
