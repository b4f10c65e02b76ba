package social.ramage.post;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.db.Database;
import social.ramage.event.Visibility;
import social.ramage.follow.Attributed;
import social.ramage.follow.FollowPage;
import social.ramage.follow.FollowSource;
import social.ramage.follow.Follows;
import social.ramage.follow.Relation;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.text.Fold;
import social.ramage.text.Storable;

/**
 * How followers found an account: whether what a client says of it is true, and what the followed may know of it.
 *
 * <p>What is not true is {@link FollowSource#API}, and nobody is told so: a wrong word must not stop a follow, and whoever
 * guesses must learn nothing. What is looked at is what the follower may see, and no more than what somebody who truly
 * came that way has seen.
 */
public final class Attributions {
    /** Units of words that were searched for; longer ones nobody typed. */
    public static final int WORDS_MAX = 100;

    /** Newest posts of the followed among which a tag is looked for. */
    private static final int TAGGED_POSTS_MAX = 400;

    /** Newest posts of the followed among which words are looked for. */
    private static final int WORDED_POSTS_MAX = 40;

    private final Database db;
    private final Accounts accounts;
    private final Follows follows;
    private final Posts posts;
    private final TagStore tags = new TagStore();

    public Attributions(Database db, Accounts accounts, Follows follows, Posts posts) {
        this.db = db;
        this.accounts = accounts;
        this.follows = follows;
        this.posts = posts;
    }

    /**
     * That the follower saw somebody else pass on a post of the followed.
     *
     * @param id of the boost
     */
    public FollowSource boost(Viewer follower, AccountId followed, PostId id) {
        return posts.visible(List.of(id.value()), follower).stream()
                .filter(shown ->
                        shown.post().isBoost() && !follower.is(shown.post().author()))
                .filter(shown -> shown.meant().author().equals(followed))
                .findFirst()
                .map(Attributions::boosted)
                .orElse(FollowSource.API);
    }

    /**
     * That the follower saw the followed in a topic.
     *
     * @param tag as it was typed
     */
    public FollowSource hashtag(Viewer follower, AccountId followed, String tag) {
        var name = tag.strip().replaceFirst("^#", "");
        if (name.length() > WORDS_MAX || !Storable.isAll(name)) {
            return FollowSource.API;
        }
        var used = db.read(
                tx -> tags.among(tx, Fold.key(name), posts.idsBy(tx, followed, IdRange.newest(TAGGED_POSTS_MAX))));
        return saidToEveryone(used, follower).findAny().isPresent() ? new FollowSource.Tagged(name) : FollowSource.API;
    }

    /** That the follower searched for words that are in the profile, or together in a post, of the followed. */
    public FollowSource search(Viewer follower, AccountId followed, String words) {
        var typed = words.strip();
        if (typed.isEmpty() || typed.length() > WORDS_MAX || !Storable.isAll(typed)) {
            return FollowSource.API;
        }
        var wanted = Arrays.stream(typed.split("\\s+"))
                .map(word -> Fold.key(word.replaceFirst("^[@#]", "")))
                .filter(word -> !word.isBlank())
                .toList();
        boolean isFound = !wanted.isEmpty()
                && texts(follower, followed)
                        .map(Fold::key)
                        .anyMatch(text -> wanted.stream().allMatch(text::contains));
        return isFound ? new FollowSource.Searched(typed) : FollowSource.API;
    }

    /** That the followed was recommended to the follower. */
    public FollowSource recommendation(Viewer follower, AccountId followed, FollowSource.Recommended.Reason reason) {
        var me = follower.account().orElseThrow();
        boolean isTrue = switch (reason) {
            case FRIENDS_OF_FRIENDS -> follows.isFollowedByFolloweeOf(me, followed);
            case FOLLOWS_YOU ->
                follows.relations(me, List.of(followed)).getFirst().theirs() == Relation.State.FOLLOWING;
        };
        return isTrue ? new FollowSource.Recommended(reason) : FollowSource.API;
    }

    /** The viewer's own followers with how they came, the latest first. */
    public List<Attributed> followers(Viewer followed, FollowPage page) {
        return told(followed, follows.attributedFollowers(followed, page));
    }

    /** As above, for those who ask to follow. */
    public List<Attributed> requests(Viewer followed, FollowPage page) {
        return told(followed, follows.attributedRequests(followed, page));
    }

    private static FollowSource boosted(Shown shown) {
        return new FollowSource.Boosted(
                shown.meant().id(),
                Optional.of(new FollowSource.Boosted.By(
                        shown.post().author(), shown.post().id())));
    }

    /** A boost that the followed may not see, or that was taken back, is nobody's. */
    private List<Attributed> told(Viewer followed, List<Attributed> page) {
        var visible = new HashSet<PostId>();
        posts.visible(
                        page.stream()
                                .flatMap(one -> boost(one.source()).stream())
                                .map(PostId::value)
                                .distinct()
                                .toList(),
                        followed)
                .forEach(shown -> visible.add(shown.post().id()));
        return page.stream()
                .map(one -> new Attributed(one.follow(), told(one.source(), visible)))
                .toList();
    }

    private static FollowSource told(FollowSource source, Set<PostId> visible) {
        return source instanceof FollowSource.Boosted boosted
                        && boost(source).filter(visible::contains).isEmpty()
                ? boosted.withoutWho()
                : source;
    }

    private static Optional<PostId> boost(FollowSource source) {
        return source instanceof FollowSource.Boosted boosted
                ? boosted.by().map(FollowSource.Boosted.By::boost)
                : Optional.empty();
    }

    private Stream<String> texts(Viewer follower, AccountId followed) {
        var profile = accounts.find(followed).stream().map(Attributions::profile);
        var newest = db.read(tx -> posts.idsBy(tx, followed, IdRange.newest(WORDED_POSTS_MAX)));
        var said = saidToEveryone(newest, follower)
                .map(post -> post.words().warning() + "\n" + post.words().text());
        return Stream.concat(profile, said);
    }

    private static String profile(Account account) {
        return account.handle() + "\n" + account.profile().name() + "\n"
                + account.profile().bio();
    }

    private Stream<Post> saidToEveryone(List<Long> ids, Viewer follower) {
        return posts.visible(ids, follower).stream()
                .map(Shown::post)
                .filter(post -> post.visibility() == Visibility.PUBLIC && !post.isBoost());
    }
}
