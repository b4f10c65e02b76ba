@NullMarked
package social.ramage.planted.event;

import org.jspecify.annotations.NullMarked;
