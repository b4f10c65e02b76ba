/**
 * Reads files from elsewhere, line by line and without a database: edge lists, and posts as JSON lines or as tables.
 * Nothing is bound to the size of a file; what cannot be read is told with the number of its line.
 */
@NullMarked
package social.ramage.intake.reading;

import org.jspecify.annotations.NullMarked;
