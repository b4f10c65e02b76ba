/**
 * The API that Mastodon's clients speak, on our doors. Its words (status, reblog) stay here. Facts about it are from
 * Mastodon's public documentation.
 */
@NullMarked
package social.ramage.mastodon;

import org.jspecify.annotations.NullMarked;
