package social.ramage.post;

import social.ramage.id.PostId;

/** That a post from elsewhere, which was brought without what it answers, answers one that is here now. */
public record BroughtAnswer(PostId post, PostId parent) {}
