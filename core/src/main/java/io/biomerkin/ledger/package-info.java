/**
 * Releases as annotated Git tags, through JGit; the only importer of JGit. Never moves or deletes a
 * tag.
 */
@NullMarked
package io.biomerkin.ledger;

import org.jspecify.annotations.NullMarked;
