/** AWS Security Token Service of the embedded cloud: who is calling, and roles to assume. */
@NullMarked
package io.biomerkin.cloud.local.sts;

import org.jspecify.annotations.NullMarked;
