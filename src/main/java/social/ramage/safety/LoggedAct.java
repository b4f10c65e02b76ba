package social.ramage.safety;

import java.time.Instant;
import java.util.Optional;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;

/** That a moderator did something, to whom or what, and why. */
public record LoggedAct(long id, AccountId moderator, Act act, Subject subject, String words) {
    public record Subject(Optional<AccountId> account, Optional<PostId> post, Optional<Long> report) {
        static final Subject NONE = new Subject(Optional.empty(), Optional.empty(), Optional.empty());

        static Subject of(AccountId account) {
            return new Subject(Optional.of(account), Optional.empty(), Optional.empty());
        }

        Subject in(Optional<Long> some) {
            return new Subject(account, post, some);
        }

        Subject at(PostId some) {
            return new Subject(account, Optional.of(some), report);
        }
    }

    public Instant at() {
        return Ids.timeOf(id);
    }
}
