package io.biomerkin.model;

/**
 * Starts an agent at fixed times.
 *
 * @param name its name in the blueprint
 * @param expression {@code rate(1 day)} or {@code cron(0 12 * * ? *)}, UTC, as EventBridge takes it
 * @param agent the agent started
 */
public record Schedule(String name, String expression, String agent) {}
