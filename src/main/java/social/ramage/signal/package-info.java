/**
 * What people do to posts besides answering them: +1, keeping, pinning, wanting to hear no more. Tables: signal,
 * post_gone.
 */
@NullMarked
package social.ramage.signal;

import org.jspecify.annotations.NullMarked;
