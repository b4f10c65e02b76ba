/**
 * The database: one writer that commits in groups, a few readers, plain SQL on two engines. JDBC stays inside.
 */
@NullMarked
package social.ramage.db;

import org.jspecify.annotations.NullMarked;
