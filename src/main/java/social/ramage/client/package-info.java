/**
 * Programs that people let act for them: how they make themselves known, are given leave, and lose it (OAuth 2.0, as
 * Mastodon's clients use it). Tables: client, authorization_code.
 */
@NullMarked
package social.ramage.client;

import org.jspecify.annotations.NullMarked;
