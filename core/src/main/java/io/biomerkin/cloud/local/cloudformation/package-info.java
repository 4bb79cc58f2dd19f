/**
 * CloudFormation: templates, change sets, and stacks that go on by one layer of resources whenever
 * they are looked at. What a resource is lives elsewhere, in the classes that register as {@link
 * io.biomerkin.cloud.local.ResourceType}.
 */
@NullMarked
package io.biomerkin.cloud.local.cloudformation;

import org.jspecify.annotations.NullMarked;
