/**
 * Blueprint and environment to CloudFormation template, through AWS CDK; the only importer of CDK.
 * A pure function: no cloud, no clock.
 */
@NullMarked
package io.biomerkin.synth;

import org.jspecify.annotations.NullMarked;
