package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;

/** How people prove who they are, and change how they do so. */
class SigningInTest extends InATown {
    private static final String EMAIL = "ana@example.org";
    private static final String PASSWORD = "quatre oiseaux sur un fil";
    private static final Pattern PAPER = Pattern.compile("<li><code>([a-z2-7-]+)</code>");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Browser ana;

    SigningInTest(Engine engine) {
        super(engine, new MovableClock(Instant.parse("2026-11-24T08:00:00Z")));
    }

    @Override
    Map<Settings.Key, String> given() {
        return Map.of(Settings.Key.SIGN_UP, "open");
    }

    @BeforeEach
    void ana() {
        ana = browser();
        ana.submits("/sign-up", "handle", "ana", "email", EMAIL, "password", PASSWORD);
        ana.submits(ana.linkMailed(EMAIL, "Your account"), "handle", "ana");
    }

    @Test
    void addressAndPasswordOpenTheDoorInAnyCaseOfTheAddress() {
        var other = browser();

        var in = other.submits("/sign-in", "email", " Ana@Example.ORG ", "password", PASSWORD);

        assertThat(in.location()).isEqualTo("/settings");
        assertThat(other.opens("/settings").status()).isEqualTo(200);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedAlikeWhetherTheAddressIsKnownOrNot() {
        var eve = browser();

        var wrong = eve.submits("/sign-in", "email", EMAIL, "password", "quatre oiseaux");
        var unknown = eve.submits("/sign-in", "email", "nobody@example.org", "password", PASSWORD);
        var empty = eve.submits("/sign-in", "email", EMAIL, "password", "");
        var odd = eve.submits("/sign-in", "email", "no address", "password", PASSWORD);

        for (var page : new Browser.Page[] {wrong, unknown, empty, odd}) {
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body()).contains("Address and password do not go together.");
        }
        assertThat(wrong.body()).doesNotContain("quatre oiseaux");
        assertThat(eve.opens("/settings").status()).isEqualTo(303);
    }

    @Test
    void aPasswordCannotBeGuessedAtButTheOwnerStillComesInByMail() {
        var eve = browser();
        for (int i = 0; i < 10; i++) {
            assertThat(eve.submits("/sign-in", "email", EMAIL, "password", "guess " + i)
                            .status())
                    .isEqualTo(422);
        }

        var tooMany = eve.submits("/sign-in", "email", EMAIL, "password", PASSWORD);
        ana = browser();
        ana.submits("/sign-in/mail", "email", EMAIL);
        var in = ana.submits(ana.linkMailed(EMAIL, "Sign in"));

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(in.location()).isEqualTo("/settings");
    }

    @Test
    void aMailedLinkSignsInOnceForAQuarterOfAnHour() {
        var other = browser();
        other.submits("/sign-in/mail", "email", EMAIL);
        var link = other.linkMailed(EMAIL, "Sign in");

        // Programs that look at mail open its links, too.
        var looked = browser().opens(link);
        var in = other.submits(link);
        var again = browser().submits(link);
        other.submits("/sign-in/mail", "email", EMAIL);
        Await.until(
                "the second link has come",
                () -> !other.linkMailed(EMAIL, "Sign in").equals(link));
        var late = other.linkMailed(EMAIL, "Sign in");
        town.passes(Duration.ofMinutes(16));

        assertThat(looked.status()).isEqualTo(200);
        assertThat(in.location()).isEqualTo("/settings");
        assertThat(again.status()).isEqualTo(404);
        assertThat(browser().submits(late).status()).isEqualTo(404);
    }

    @Test
    void whoeverAsksForALinkLearnsNothing() {
        var eve = browser();

        var known = eve.submits("/sign-in/mail", "email", EMAIL);
        var unknown = eve.submits("/sign-in/mail", "email", "nobody@example.org");
        var forgottenKnown = eve.submits("/password", "email", EMAIL);
        var forgottenUnknown = eve.submits("/password", "email", "nobody@example.org");

        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(forgottenKnown.body()).isEqualTo(forgottenUnknown.body());
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(200);
        assertThat(eve.linkMailed(EMAIL, "Sign in")).startsWith("/sign-in/");
        assertThat(eve.letters("nobody@example.org")).isEmpty();
    }

    @Test
    void aNewPasswordEndsAllSessionsAndTheOldOneOpensNothing() {
        var eve = browser().withCookiesOf(ana);
        int before = eve.opens("/settings").status();
        var other = browser();
        other.submits("/password", "email", EMAIL);
        var link = other.linkMailed(EMAIL, "A new password");

        var weak = other.submits(link, "password", "ana@example.org");
        var in = other.submits(link, "password", "cinq merles dans une haie");

        assertThat(before).isEqualTo(200);
        assertThat(weak.status()).isEqualTo(422);
        assertThat(in.location()).isEqualTo("/settings");
        assertThat(eve.opens("/settings").status()).isEqualTo(303);
        assertThat(other.opens("/settings").status()).isEqualTo(200);
        assertThat(other.submits(link, "password", "six merles dans une haie").status())
                .isEqualTo(404);
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", PASSWORD)
                        .status())
                .isEqualTo(422);
        assertThat(other.linkMailed(EMAIL, "A new password")).isEqualTo(link);
        Await.until(
                "they hear of it",
                () -> other.letters(EMAIL).stream().anyMatch(it -> it.subject().contains("was changed")));
    }

    @Test
    void aCodeOfTheAppIsAskedForOnceItIsTurnedOn() {
        var secret = turnsCodesOn();
        town.passes(Duration.ofMinutes(1));
        var other = browser();

        var half = other.submits("/sign-in", "email", EMAIL, "password", PASSWORD);
        int between = other.opens("/settings").status();
        var wrong = other.submits("/sign-in/code", "half", half.hidden("half"), "code", "000000");
        var code = code(secret);
        var in = other.submits("/sign-in/code", "half", half.hidden("half"), "code", " " + code + " ");
        var third = browser();
        var replayed = third.submits("/sign-in", "email", EMAIL, "password", PASSWORD);

        assertThat(half.status()).isEqualTo(200);
        assertThat(between).isEqualTo(303);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(in.location()).isEqualTo("/settings");
        assertThat(third.submits("/sign-in/code", "half", replayed.hidden("half"), "code", code)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aMailedLinkDoesNotGoAroundTheCode() {
        turnsCodesOn();
        var other = browser();
        other.submits("/sign-in/mail", "email", EMAIL);

        var half = other.submits(other.linkMailed(EMAIL, "Sign in"));

        assertThat(half.body()).contains("action=\"/sign-in/code\"");
        assertThat(other.opens("/settings").status()).isEqualTo(303);
    }

    @Test
    void codesCannotBeGuessed() {
        turnsCodesOn();
        var eve = browser();
        var half = eve.submits("/sign-in", "email", EMAIL, "password", PASSWORD).hidden("half");
        for (int i = 0; i < 5; i++) {
            assertThat(eve.submits("/sign-in/code", "half", half, "code", "00000" + i)
                            .status())
                    .isEqualTo(422);
        }

        assertThat(eve.submits("/sign-in/code", "half", half, "code", "000009").status())
                .isEqualTo(429);
    }

    @Test
    void aCodeOnPaperIsGoodOnceInsteadOfTheApp() {
        var page = turnOn();
        var paper = PAPER.matcher(page.body()).results().map(it -> it.group(1)).toList();
        var other = browser();

        var half =
                other.submits("/sign-in", "email", EMAIL, "password", PASSWORD).hidden("half");
        var in = other.submits(
                "/sign-in/code", "half", half, "code", paper.getFirst().toUpperCase(Locale.ROOT));
        var again = browser();
        var second =
                again.submits("/sign-in", "email", EMAIL, "password", PASSWORD).hidden("half");

        assertThat(paper).hasSize(10).doesNotHaveDuplicates();
        assertThat(in.location()).isEqualTo("/settings");
        assertThat(again.submits("/sign-in/code", "half", second, "code", paper.getFirst())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoeverTurnsCodesOffIsAskedForNoneAndWhoDoesNotHaveTheAppCannotTurnThemOn() {
        var proposed = ana.opens("/settings/codes").hidden("secret");
        var wrong = ana.submits("/settings/codes", "secret", proposed, "code", "000000");
        int before = browser()
                .submits("/sign-in", "email", EMAIL, "password", PASSWORD)
                .status();
        turnsCodesOn();
        ana.submits("/settings/codes/off");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(before).isEqualTo(303);
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", PASSWORD)
                        .location())
                .isEqualTo("/settings");
    }

    @Test
    void sessionsAreSeenAndEnded() {
        var other = browser();
        other.submits("/sign-in", "email", EMAIL, "password", PASSWORD);
        var id = Pattern.compile("/settings/sessions/(\\d+)/end")
                .matcher(ana.opens("/settings").body())
                .results()
                .map(it -> it.group(1))
                .findFirst()
                .orElseThrow();
        var eve = signedUp("eve");

        eve.submits("/settings/sessions/" + id + "/end");
        int afterEve = other.opens("/settings").status();
        ana.submits("/settings/sessions/" + id + "/end");

        assertThat(afterEve).isEqualTo(200);
        assertThat(other.opens("/settings").status()).isEqualTo(303);
        assertThat(ana.opens("/settings").status()).isEqualTo(200);
    }

    @Test
    void whoeverSignsOutIsOutThoughTheCookieWasCopied() {
        var copy = browser().withCookiesOf(ana);
        int before = copy.opens("/settings").status();

        ana.submits("/sign-out");

        assertThat(before).isEqualTo(200);
        assertThat(ana.cookie("session")).isEmpty();
        assertThat(copy.opens("/settings").status()).isEqualTo(303);
    }

    @Test
    void aSessionThatIsNotUsedEndsByItself() {
        town.passes(Duration.ofDays(29));
        int used = ana.opens("/settings").status();
        town.passes(Duration.ofDays(31));
        town.restart();

        assertThat(used).isEqualTo(200);
        assertThat(ana.opens("/settings").status()).isEqualTo(303);
    }

    @Test
    void howOneSignsInIsChangedOnlyByWhoeverSignedInNotLongAgo() {
        town.passes(Duration.ofMinutes(31));

        for (var path : new String[] {"password", "email", "codes", "codes/off", "passkeys", "passkeys/remove"}) {
            assertThat(ana.submits("/settings/" + path, "password", "cinq merles dans une haie", "email", "x@y.z")
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(ana.opens("/settings").status()).isEqualTo(200);
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        var other = browser();
        other.submits("/sign-in", "email", EMAIL, "password", PASSWORD);

        var changed = ana.submits("/settings/password", "password", "cinq merles dans une haie");

        assertThat(changed.status()).isEqualTo(303);
        assertThat(other.opens("/settings").status()).isEqualTo(303);
        assertThat(ana.opens("/settings").status()).isEqualTo(200);
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", "cinq merles dans une haie")
                        .location())
                .isEqualTo("/settings");
    }

    @Test
    void aNewAddressCountsOnceItsLinkIsOpenedAndTheOldOneHearsOfIt() {
        ana.submits("/settings/email", "email", "neu@example.org");
        var link = ana.linkMailed("neu@example.org", "Your new address");
        boolean before = ana.opens("/settings").body().contains("neu@example.org");

        ana.submits(link);

        assertThat(before).isFalse();
        assertThat(ana.opens("/settings").body()).contains("neu@example.org").doesNotContain(EMAIL);
        assertThat(browser()
                        .submits("/sign-in", "email", "neu@example.org", "password", PASSWORD)
                        .location())
                .isEqualTo("/settings");
        Await.until(
                "the old address hears of it",
                () -> ana.letters(EMAIL).stream().anyMatch(it -> it.subject().contains("was changed")));
    }

    @Test
    void anAddressOfSomebodyElseCannotBeTaken() {
        signedUp("eve");
        ana.submits("/settings/email", "email", "eve@example.org");

        var taken = ana.submits(ana.linkMailed("eve@example.org", "Your new address"));

        assertThat(taken.status()).isEqualTo(422);
        assertThat(ana.opens("/settings").body()).contains(EMAIL);
    }

    @Test
    void theCookieIsForThisPlaceAndForNoScript() {
        var in = browser().submits("/sign-in", "email", EMAIL, "password", PASSWORD);

        assertThat(in.response().headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(it -> assertThat(it)
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/"));
        assertThat(ana.opens("/settings").response().headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void nobodyIsLedToAnotherSiteAfterSigningIn() {
        for (var next :
                new String[] {"https://thief.example/", "//thief.example", "/\\thief.example", "javascript:x"}) {
            var in = browser().submits("/sign-in", "email", EMAIL, "password", PASSWORD, "next", next);

            assertThat(in.location()).as(next).isEqualTo("/settings");
        }
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", PASSWORD, "next", "/oauth/authorize?a=b")
                        .location())
                .isEqualTo("/oauth/authorize?a=b");
    }

    @Test
    void anotherSiteCannotActForWhoeverIsSignedInHere() {
        var forged = ana.submitsFrom("https://thief.example", "/settings/password", "password", "my own password now");

        assertThat(forged.status()).isEqualTo(403);
        assertThat(browser()
                        .submits("/sign-in", "email", EMAIL, "password", PASSWORD)
                        .location())
                .isEqualTo("/settings");
    }

    /** The API knows tokens only: a page of another site could send the cookie. */
    @Test
    void theCookieOpensNothingInTheApi() {
        assertThat(ana.opens("/api/v1/timelines/home").status()).isEqualTo(401);
        assertThat(ana.submits("/api/v1/statuses", "status", "Bonjour").status())
                .isEqualTo(401);
    }

    @Test
    void anInvitationBringsSomebodyInAndIsUsedUp() {
        ana.submits("/settings/invitations", "uses", "1", "days", "7");
        var code = Pattern.compile("/invitation/([A-Za-z0-9_-]+)")
                .matcher(ana.opens("/settings").body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var guest = browser();

        var form = guest.opens("/invitation/" + code);
        guest.submits("/sign-up", "handle", "guest", "email", "guest@example.org", "invitation", code);
        guest.submits(guest.linkMailed("guest@example.org", "Your account"), "handle", "guest");

        assertThat(form.hidden("invitation")).isEqualTo(code);
        assertThat(guest.opens("/settings").status()).isEqualTo(200);
        assertThat(ana.opens("/settings").body()).contains("1 of 1 have come");
        var accounts = town.ramage.accounts;
        var inviter = accounts.find("ana").orElseThrow();
        var arrived = accounts.find("guest").orElseThrow();
        assertThat(town.ramage
                        .follows
                        .relations(arrived, java.util.List.of(inviter))
                        .getFirst()
                        .mine())
                .isEqualTo(social.ramage.follow.Relation.State.FOLLOWING);
    }

    private Browser signedUp(String handle) {
        var who = browser();
        who.submits("/sign-up", "handle", handle, "email", handle + "@example.org", "password", PASSWORD);
        who.submits(who.linkMailed(handle + "@example.org", "Your account"), "handle", handle);
        return who;
    }

    private String turnsCodesOn() {
        return secretOf(turnOn());
    }

    private String secret = "";

    private Browser.Page turnOn() {
        secret = ana.opens("/settings/codes").hidden("secret");
        var page = ana.submits("/settings/codes", "secret", secret, "code", code(secret));
        assertThat(page.status()).isEqualTo(200);
        return page;
    }

    private String secretOf(Browser.Page page) {
        assertThat(page.body()).doesNotContain(secret);
        return secret;
    }

    private String code(String base32) {
        var bytes = new java.io.ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = buffer << 5 | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(bytes.toByteArray(), "HmacSHA1"), town.now(), Locale.ROOT);
        } catch (java.security.InvalidKeyException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
