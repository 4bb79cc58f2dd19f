/** Parameter Store of the embedded cloud: one document a parameter, with all its versions. */
@NullMarked
package io.biomerkin.cloud.local.ssm;

import org.jspecify.annotations.NullMarked;
