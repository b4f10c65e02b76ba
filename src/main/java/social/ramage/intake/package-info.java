/**
 * Brings in accounts, follows and posts from files. What has been brought is found again by its key, so that a file can
 * be brought again, or on from where an import broke off: nothing comes twice. Files are read in {@code reading}, which
 * knows no database. Tables: imported_account, imported_post, imported_answer.
 */
@NullMarked
package social.ramage.intake;

import org.jspecify.annotations.NullMarked;
