/** What is in a text: user-perceived characters, links, mentions and hashtags. Pure, and linear on hostile input. */
@NullMarked
package social.ramage.text;

import org.jspecify.annotations.NullMarked;
