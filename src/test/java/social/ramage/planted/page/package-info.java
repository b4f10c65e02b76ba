@NullMarked
package social.ramage.planted.page;

import org.jspecify.annotations.NullMarked;
