@NullMarked
package social.ramage.planted.person;

import org.jspecify.annotations.NullMarked;
