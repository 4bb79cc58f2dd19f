package io.biomerkin.cloud.local.cloudformation;

import io.biomerkin.cloud.local.cloudformation.StackDocument.Config;

/**
 * A template and all that a stack is to be made of, checked.
 *
 * @param template the template
 * @param config its digest, parameters, tags
 */
record Submission(Template template, Config config) {}
