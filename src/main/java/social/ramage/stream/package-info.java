/**
 * Who listens to what while it happens, and what each of them is shown of it. In memory only; every node tells those who
 * listen on it.
 */
@NullMarked
package social.ramage.stream;

import org.jspecify.annotations.NullMarked;
