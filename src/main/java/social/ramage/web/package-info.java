/** HTTP: routes, calls and answers over Jetty's core. Jetty's types stay inside. */
@NullMarked
package social.ramage.web;

import org.jspecify.annotations.NullMarked;
