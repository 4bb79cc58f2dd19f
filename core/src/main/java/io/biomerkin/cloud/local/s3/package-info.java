/**
 * Amazon S3 of the embedded cloud: buckets, objects, versions, conditional writes. One document a
 * bucket, one document a key with all its versions, one file a content; so every change of an
 * object is one atomic write.
 */
@NullMarked
package io.biomerkin.cloud.local.s3;

import org.jspecify.annotations.NullMarked;
