/**
 * What lets a release into an environment: the rules of promotion, approvals, rejections, freezes.
 * Everything here looks, decides and tells; nothing changes anything.
 */
package io.biomerkin.deploy.gate;
