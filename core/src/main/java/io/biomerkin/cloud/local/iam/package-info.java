/**
 * AWS Identity and Access Management of the embedded cloud: roles and their policies, and the
 * decision whether a role may do something.
 */
@NullMarked
package io.biomerkin.cloud.local.iam;

import org.jspecify.annotations.NullMarked;
