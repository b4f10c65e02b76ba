/** Mail that goes out: kept as rows until a carrier has taken it, so that nobody waits for it. Table: letter. */
@NullMarked
package social.ramage.mail;

import org.jspecify.annotations.NullMarked;
