/**
 * Who follows whom, since when, and how they found them. Tables: follow, follow_request.
 */
@NullMarked
package social.ramage.follow;

import org.jspecify.annotations.NullMarked;
