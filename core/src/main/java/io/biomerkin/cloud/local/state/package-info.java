/**
 * How the embedded cloud keeps its state: documents and blobs in a folder, each written whole or
 * not at all, under one lock. Knows no service.
 */
@NullMarked
package io.biomerkin.cloud.local.state;

import org.jspecify.annotations.NullMarked;
