/** Tests of the code packages. */
@org.jspecify.annotations.NullMarked
package io.biomerkin.pack;
