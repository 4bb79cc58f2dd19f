/**
 * AWS calls made by functions that run on the embedded cloud: read from boto3's form, allowed or
 * refused by the function's role, made on the embedded clients, told back.
 */
@NullMarked
package io.biomerkin.cloud.local.lambda.calls;

import org.jspecify.annotations.NullMarked;
