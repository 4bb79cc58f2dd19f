package io.biomerkin.model;

/**
 * A secret of the Secrets Manager. The stack makes it without a value; an operator puts the value.
 *
 * @param name its name in the blueprint
 */
public record Secret(String name) {}
