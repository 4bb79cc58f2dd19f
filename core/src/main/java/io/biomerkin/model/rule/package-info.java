/**
 * What AWS would refuse late, known early: each class looks at one part of a blueprint and tells
 * every problem with its place in the model. The limits are those of the AWS pages named beside
 * them.
 */
@NullMarked
package io.biomerkin.model.rule;

import org.jspecify.annotations.NullMarked;
