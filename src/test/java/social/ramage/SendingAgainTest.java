package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

/** A client that did not hear the answer sends its post again. */
class SendingAgainTest extends InATown {

    SendingAgainTest(Engine engine) {
        super(engine, new MovableClock(Instant.now()));
    }

    @Test
    @DisplayName("J7 a post that is sent again with its key is one post, also when both are on their way together")
    void isOneHoweverOftenItIsSentWithItsKey() throws Exception {
        var alice = town.person("alice");
        var bob = town.person("bob");
        var tries = new ArrayList<Callable<String>>();
        for (int i = 0; i < 20; i++) {
            tries.add(() -> alice.postsWithKey("Bonjour", "k1").json().get("id").asString());
        }
        var ids = new HashSet<String>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(tries)) {
                ids.add(done.get());
            }
        }

        var other = alice.postsWithKey("Bonjour", "k2");
        var others = bob.postsWithKey("Bonjour", "k1");
        var tooLong = alice.postsWithKey("Bonjour", "k".repeat(256));
        alice.deletes(other.json().get("id").asString());
        var anew = alice.postsWithKey("Bonjour", "k2");

        assertThat(ids).hasSize(1);
        assertThat(alice.reads("/api/v1/accounts/" + alice.id + "/statuses").ids())
                .containsExactly(
                        anew.json().get("id").asString(), ids.iterator().next());
        assertThat(other.json().get("id").asString()).isNotIn(ids);
        assertThat(others.json().at("/account/acct").asString()).isEqualTo("bob");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(new Facts(town.ramage).number("select posts as n from account where handle_key = 'alice'"))
                .isEqualTo(2);
    }

    @Test
    void anEmptyKeyIsNone() {
        var alice = town.person("alice");

        var first = alice.postsWithKey("Bonjour", " ").json().get("id");

        assertThat(alice.postsWithKey("Bonjour", "").json().get("id")).isNotEqualTo(first);
    }

    @Test
    void aKeyIsForgottenAfterAnHour() {
        var alice = town.person("alice");
        var first = alice.postsWithKey("Bonjour", "k").json().get("id");

        town.passes(Duration.ofMinutes(59));
        assertThat(town.ramage.posts.sweepKeys()).isZero();
        assertThat(alice.postsWithKey("Bonjour", "k").json().get("id")).isEqualTo(first);
        town.passes(Duration.ofMinutes(2));
        assertThat(town.ramage.posts.sweepKeys()).isEqualTo(1);
        assertThat(alice.postsWithKey("Bonjour", "k").json().get("id")).isNotEqualTo(first);
    }
}
