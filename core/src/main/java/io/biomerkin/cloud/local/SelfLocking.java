package io.biomerkin.cloud.local;

/**
 * A service whose calls take the state's lock themselves, by {@link LocalAccount#locked}. A proxy,
 * which does it for all others, makes the JVM load every request and response of the client: of
 * CloudFormation, the first client that every goal needs, more than a thousand classes.
 */
public interface SelfLocking {}
