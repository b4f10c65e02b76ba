/**
 * Pictures that people send: each is decoded and made anew, small and with nothing in it but what can be seen. What was
 * sent is not kept. Table: picture.
 */
@NullMarked
package social.ramage.media;

import org.jspecify.annotations.NullMarked;
