package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

/** How somebody new comes in. */
class SigningUpTest extends InATown {
    private static final String PASSWORD = "quatre oiseaux sur un fil";

    SigningUpTest(Engine engine) {
        super(engine, new MovableClock(Instant.parse("2026-11-24T08:00:00Z")));
    }

    @Override
    Map<Settings.Key, String> given() {
        return Map.of(Settings.Key.SIGN_UP, "open");
    }

    @Test
    void whoeverOpensTheLinkInTheirMailHasAnAccountAndIsSignedIn() {
        var ana = browser();

        var asked = asks(ana, "ana", "ana@example.org", PASSWORD);
        boolean wasThere = town.ramage.accounts.find("ana").isPresent();
        var link = ana.linkMailed("ana@example.org", "Your account on");
        var shown = ana.opens(link);
        var arrived = ana.submits(link, "handle", "ana");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(wasThere).isFalse();
        assertThat(shown.body()).contains("value=\"ana\"");
        assertThat(arrived.location()).isEqualTo("/settings");
        assertThat(ana.opens("/settings").body()).contains("ana@example.org");
        assertThat(town.ramage.accounts.find("ana")).isPresent();
        assertThat(ana.opens(link).status()).isEqualTo(404);
    }

    @Test
    void mailSpeaksTheLanguageOfWhoeverAsked() {
        var ana = browser().inFrench();

        asks(ana, "ana", "ana@example.org", "");

        assertThat(ana.linkMailed("ana@example.org", "Votre compte sur")).startsWith("/sign-up/");
    }

    /** Neither the answer nor the number of letters tells; the letter itself goes to the one whose address it is. */
    @Test
    void anAddressThatIsKnownGetsTheSameAnswerAndAnotherLetter() {
        town.person("ana");
        var eve = browser();

        var known = asks(eve, "eve", "ana@example.org", PASSWORD);
        var unknown = asks(eve, "eve", "eve@example.org", PASSWORD);

        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(eve.linkMailed("ana@example.org", "Vous avez un compte")).startsWith("/sign-in/");
        assertThat(eve.linkMailed("eve@example.org", "Your account")).startsWith("/sign-up/");
    }

    @Test
    void whatCannotBeTakenIsSaidAndWhatWasTypedIsKept() {
        town.person("taken");
        var ana = browser();

        for (var handle : new String[] {"taken", "TAKEN", "admin", "Support", "no blanks", "", "a".repeat(31)}) {
            var answer = asks(ana, handle, "ana@example.org", PASSWORD);
            assertThat(answer.status()).as(handle).isEqualTo(422);
            assertThat(answer.body()).as(handle).contains("role=\"alert\"").contains("value=\"ana@example.org\"");
        }
        for (var password :
                new String[] {"short", "aaaaaaaaaaaaaa", "1234567890", "ana ana ana ana", "x".repeat(600)}) {
            var answer = asks(ana, "ana", "ana@example.org", password);
            assertThat(answer.status()).as(password).isEqualTo(422);
            assertThat(answer.body()).as(password).doesNotContain(password + "\"");
        }
        assertThat(asks(ana, "ana", "no address", PASSWORD).status()).isEqualTo(422);
        assertThat(ana.letters("ana@example.org")).isEmpty();
    }

    @Test
    void aHandleThatWasTakenInBetweenCanBeChangedAtTheLink() {
        var ana = browser();
        asks(ana, "ana", "ana@example.org", "");
        var link = ana.linkMailed("ana@example.org", "Your account");
        town.person("ana_of_another_address");
        var other = browser();
        asks(other, "ana", "other@example.org", "");
        other.submits(other.linkMailed("other@example.org", "Your account"), "handle", "ana");

        var refused = ana.submits(link, "handle", "ana");
        var arrived = ana.submits(link, "handle", "ana2");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(arrived.location()).isEqualTo("/settings");
        assertThat(town.ramage.accounts.find("ana2")).isPresent();
    }

    @Test
    void aLinkIsGoodForTwoDays() {
        var ana = browser();
        asks(ana, "ana", "ana@example.org", "");
        var link = ana.linkMailed("ana@example.org", "Your account");

        town.passes(Duration.ofHours(47));
        var before = ana.opens(link);
        town.passes(Duration.ofHours(2));

        assertThat(before.status()).isEqualTo(200);
        assertThat(ana.opens(link).status()).isEqualTo(404);
        assertThat(ana.submits(link, "handle", "ana").status()).isEqualTo(404);
    }

    @Test
    void nobodysMailIsFilledByOthers() {
        var eve = browser();
        for (int i = 0; i < 5; i++) {
            assertThat(asks(eve, "eve", "ana@example.org", "").status()).isEqualTo(200);
        }

        assertThat(asks(eve, "eve", "ana@example.org", "").status()).isEqualTo(429);
        assertThat(asks(eve, "eve", "other@example.org", "").status()).isEqualTo(200);
    }

    private static Browser.Page asks(Browser who, String handle, String email, String password) {
        return who.submits("/sign-up", "handle", handle, "email", email, "name", "", "password", password);
    }
}
