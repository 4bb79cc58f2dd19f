/** Tests of the ledger, against repositories that the git program makes and reads. */
@org.jspecify.annotations.NullMarked
package io.biomerkin.ledger;
