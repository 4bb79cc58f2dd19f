/**
 * The embedded cloud: AWS's services over a folder, in this JVM, without sockets. {@code
 * docs/embedded-cloud.md} says how each behaves. Not for users: they open it by {@code Clouds}.
 *
 * <p>Each service lives in a package of its own and registers itself as a {@link
 * io.biomerkin.cloud.local.LocalService}; each CloudFormation resource type is one class that
 * registers itself as a {@link io.biomerkin.cloud.local.ResourceType}. Adding one touches nothing
 * else.
 */
@NullMarked
package io.biomerkin.cloud.local;

import org.jspecify.annotations.NullMarked;
