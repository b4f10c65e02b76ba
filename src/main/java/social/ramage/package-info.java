/** The command line, the settings, and the one place where all parts are made. */
@NullMarked
package social.ramage;

import org.jspecify.annotations.NullMarked;
