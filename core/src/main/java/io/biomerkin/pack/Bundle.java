package io.biomerkin.pack;

import java.nio.file.Path;

/**
 * A code package, ready for upload.
 *
 * @param sha256 the digest of the zip, hexadecimal
 * @param size the size of the zip in bytes
 * @param zip the file, in the cache: read it, never change it
 */
public record Bundle(String sha256, long size, Path zip) {}
