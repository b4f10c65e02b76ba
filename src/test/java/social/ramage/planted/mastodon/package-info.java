@NullMarked
package social.ramage.planted.mastodon;

import org.jspecify.annotations.NullMarked;
