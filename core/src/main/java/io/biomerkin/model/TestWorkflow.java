package io.biomerkin.model;

/**
 * A real piece of work that a verification gives the system, through one agent.
 *
 * @param agent the agent it is given to, by its alias
 * @param send the event, JSON
 * @param expect what the answer must contain, JSON: every member named must be there and equal
 */
public record TestWorkflow(String agent, String send, String expect) {}
