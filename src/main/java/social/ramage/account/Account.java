package social.ramage.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import social.ramage.event.Visibility;
import social.ramage.id.AccountId;
import social.ramage.id.PictureName;
import social.ramage.id.PostId;

/**
 * An account as others see it.
 *
 * @param lockedAt since when it is confidential: followers need its yes, and its posts are for them at most
 */
public record Account(
        AccountId id,
        Handle handle,
        Profile profile,
        Looks looks,
        List<Field> fields,
        Optional<Instant> lockedAt,
        Switches switches,
        Habits habits,
        Instant createdAt,
        Tally tally,
        Standing standing) {
    /** One that has said no more of itself. */
    public Account(
            AccountId id,
            Handle handle,
            Profile profile,
            Optional<Instant> lockedAt,
            Instant createdAt,
            Tally tally,
            Standing standing) {
        this(
                id,
                handle,
                profile,
                Looks.PLAIN,
                List.of(),
                lockedAt,
                Switches.OFF,
                Habits.NONE,
                createdAt,
                tally,
                standing);
    }

    public boolean isLocked() {
        return lockedAt.isPresent();
    }

    Account withHandle(Handle other) {
        return new Account(id, other, profile, looks, fields, lockedAt, switches, habits, createdAt, tally, standing);
    }

    /** Since when what was taken from it is. */
    public record Standing(Optional<Instant> suspendedAt, Optional<Instant> limitedAt, Optional<Instant> frozenAt) {
        public static final Standing GOOD = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isSuspended() {
        return standing.suspendedAt().isPresent();
    }

    /** @param name may be empty */
    public record Profile(String name, String bio) {}

    public record Looks(Optional<PictureName> avatar, Optional<PictureName> header) {
        static final Looks PLAIN = new Looks(Optional.empty(), Optional.empty());
    }

    /**
     * Something else that people say of themselves, such as where they are to be found.
     *
     * @param verifiedAt when it was seen that it is true
     */
    public record Field(String name, String value, Optional<Instant> verifiedAt) {}

    /**
     * What is so since when.
     *
     * @param botAt it is a program that speaks
     * @param discoverableAt it wants to be shown to those who look for others
     * @param indexableAt its public posts may be searched
     * @param followsHiddenAt nobody else sees whom it follows and who follows it
     */
    public record Switches(
            Optional<Instant> botAt,
            Optional<Instant> discoverableAt,
            Optional<Instant> indexableAt,
            Optional<Instant> followsHiddenAt) {
        static final Switches OFF =
                new Switches(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How its posts are, unless it says otherwise. */
    public record Habits(Optional<Visibility> visibility, Optional<String> language, Optional<Instant> sensitiveAt) {
        static final Habits NONE = new Habits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** For whom its posts are, unless it says otherwise. */
    public Visibility usualVisibility() {
        var wanted = habits.visibility().orElse(Visibility.PUBLIC);
        return isLocked() ? Visibility.narrower(wanted, Visibility.FOLLOWERS) : wanted;
    }

    public record Tally(long posts, long followers, long following, Optional<PostId> lastPost) {
        public static final Tally NONE = new Tally(0, 0, 0, Optional.empty());

        public Tally plus(Tally other) {
            return new Tally(
                    posts + other.posts,
                    followers + other.followers,
                    following + other.following,
                    lastPost.or(other::lastPost)
                            .map(mine -> other.lastPost
                                    .filter(it -> it.compareTo(mine) > 0)
                                    .orElse(mine)));
        }
    }
}
