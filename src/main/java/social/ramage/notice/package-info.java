/**
 * What somebody is told that others did, and how far they have read. Tables: notice, marker.
 */
@NullMarked
package social.ramage.notice;

import org.jspecify.annotations.NullMarked;
