/**
 * What keeps a place fit to be in: reports, the rules that they name, and what moderators do, each of it written down.
 * Tables: report, report_post, report_rule, rule, moderation_log.
 */
@NullMarked
package social.ramage.safety;

import org.jspecify.annotations.NullMarked;
