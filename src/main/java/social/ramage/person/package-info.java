/**
 * Who signs in: a person, by mail address, who pilots one or more accounts. Tables: person, pilot.
 */
@NullMarked
package social.ramage.person;

import org.jspecify.annotations.NullMarked;
