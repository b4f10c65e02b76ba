/**
 * Identities: 64-bit numbers that sort by time, each kind its own type.
 */
@NullMarked
package social.ramage.id;

import org.jspecify.annotations.NullMarked;
