/**
 * All that may be answered instead of what was asked, and the sentences for it in French and English.
 */
@NullMarked
package social.ramage.problem;

import org.jspecify.annotations.NullMarked;
