@NullMarked
package social.ramage.planted.intake.reading;

import org.jspecify.annotations.NullMarked;
