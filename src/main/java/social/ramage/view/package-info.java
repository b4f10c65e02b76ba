/** Rows as last read, kept in bounded memory with the bytes that faces made of them, and forgotten when events say so. */
@NullMarked
package social.ramage.view;

import org.jspecify.annotations.NullMarked;
