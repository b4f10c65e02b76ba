package social.ramage.timeline;

import social.ramage.id.AccountId;

/** The newest posts of one author, for whoever looks at the profile. */
final class LatestPosts {
    /** Two pages of the largest size. */
    static final int IDS_MAX = 80;

    private final AccountId author;
    private final long[] newestFirst;

    LatestPosts(AccountId author, long[] newestFirst) {
        this.author = author;
        this.newestFirst = newestFirst;
    }

    AccountId author() {
        return author;
    }

    long[] newestFirst() {
        return newestFirst;
    }

    boolean isAll() {
        return newestFirst.length < IDS_MAX;
    }
}
