/**
 * How the embedded services read the SDK's requests and make its values and errors: nothing here
 * knows a single service.
 */
@NullMarked
package io.biomerkin.cloud.local.sdk;

import org.jspecify.annotations.NullMarked;
