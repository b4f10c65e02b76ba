/** The few plain pages of a server whose people use a client: a post at its address, and the owner's first step. */
@NullMarked
package social.ramage.page;

import org.jspecify.annotations.NullMarked;
