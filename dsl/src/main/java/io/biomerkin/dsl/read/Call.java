package io.biomerkin.dsl.read;

import java.util.List;
import java.util.Map;

/**
 * Where the parts of the word that is being read stand.
 *
 * @param word the word
 * @param position where it stands
 * @param arguments where each argument without a name stands
 * @param named where the value of each argument with a name stands
 */
public record Call(
    String word, Position position, List<Position> arguments, Map<String, Position> named) {}
