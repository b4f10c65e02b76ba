/**
 * Followers whom an account chose and approved: the fringe of its tribe. Nobody but the account knows of its circles.
 * Tables: circle, circle_member.
 */
@NullMarked
package social.ramage.circle;

import org.jspecify.annotations.NullMarked;
