@NullMarked
package social.ramage.planted.account;

import org.jspecify.annotations.NullMarked;
