/** Long computations, kept away from the few threads that serve everybody. */
@NullMarked
package social.ramage.work;

import org.jspecify.annotations.NullMarked;
