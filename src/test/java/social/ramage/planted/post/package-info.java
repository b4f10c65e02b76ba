@NullMarked
package social.ramage.planted.post;

import org.jspecify.annotations.NullMarked;
