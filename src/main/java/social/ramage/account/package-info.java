/**
 * Who speaks: handle, profile, tallies, and the tokens that act for an account. Tables: account, profile_field, token, owner_link.
 */
@NullMarked
package social.ramage.account;

import org.jspecify.annotations.NullMarked;
