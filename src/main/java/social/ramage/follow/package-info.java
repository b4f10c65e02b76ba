/**
 * Who follows whom, since when, and how they found them; who blocks and mutes whom. Tables: follow, follow_request,
 * block, mute.
 */
@NullMarked
package social.ramage.follow;

import org.jspecify.annotations.NullMarked;
