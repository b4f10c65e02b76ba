@NullMarked
package social.ramage.planted.db;

import org.jspecify.annotations.NullMarked;
