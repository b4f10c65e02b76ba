/**
 * What people write, for whom, and in which conversation. Tables: post, post_tag, tag, tag_day, mention, tightening.
 */
@NullMarked
package social.ramage.post;

import org.jspecify.annotations.NullMarked;
