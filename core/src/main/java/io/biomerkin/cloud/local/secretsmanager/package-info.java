/** Secrets Manager of the embedded cloud: one document a secret, with its versions and stages. */
@NullMarked
package io.biomerkin.cloud.local.secretsmanager;

import org.jspecify.annotations.NullMarked;
