/**
 * Amazon API Gateway of the embedded cloud: REST APIs, kept as they are described, whose methods
 * can be tried out by {@code testInvokeMethod}.
 */
@NullMarked
package io.biomerkin.cloud.local.apigateway;

import org.jspecify.annotations.NullMarked;
