/**
 * The database: one writer that commits in groups, a few readers, plain SQL on two engines. Jdbi and JDBC stay inside.
 */
@NullMarked
package social.ramage.db;

import org.jspecify.annotations.NullMarked;
