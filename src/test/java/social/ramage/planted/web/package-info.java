@NullMarked
package social.ramage.planted.web;

import org.jspecify.annotations.NullMarked;
