package io.biomerkin.model;

/**
 * An S3 bucket: versioned, encrypted, without public access.
 *
 * @param name its name in the blueprint
 */
public record Bucket(String name) {}
