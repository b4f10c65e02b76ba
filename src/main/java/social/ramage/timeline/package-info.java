/**
 * Posts in the order of time: home, the public timeline, one account's. Caches in memory, never the truth.
 */
@NullMarked
package social.ramage.timeline;

import org.jspecify.annotations.NullMarked;
