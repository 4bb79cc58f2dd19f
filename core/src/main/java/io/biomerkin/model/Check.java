package io.biomerkin.model;

/**
 * A command that must succeed before a deployment.
 *
 * @param name e.g. {@code test}
 * @param command the program and its arguments, split at spaces, quotes respected; no shell
 * @param dir the folder it runs in, relative to the blueprint; empty for the blueprint's own
 * @param optional whether a deployment goes on when its program is not installed
 */
public record Check(String name, String command, String dir, boolean optional) {}
