/**
 * The line between the engine and a cloud: {@link io.biomerkin.cloud.Cloud}, and thin gateways over
 * its AWS SDK clients. Beside {@code cloud.local} nothing else imports the SDK, and nothing above
 * asks which kind of cloud it is.
 */
@NullMarked
package io.biomerkin.cloud;

import org.jspecify.annotations.NullMarked;
