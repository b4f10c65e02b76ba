package social.ramage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import social.ramage.Wire;
import social.ramage.db.AtOnce;
import social.ramage.mastodon.MastodonFace;

/** What is in memory is answered on the thread that received the request; whatever has to wait gets one of its own. */
class AnsweringAtOnceTest {
    private static final String HEAD = " /api/it HTTP/1.1\r\nHost: here\r\n";
    private static final String FORM =
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b";

    private final AtomicInteger tries = new AtomicInteger();
    private @Nullable WebServer web;

    @AfterEach
    void close() {
        if (web != null) {
            web.close();
        }
    }

    @Test
    void aReadThatNeedNotWaitStaysWhereItCame() throws IOException {
        listen(_ -> Answer.text(200, thread()));

        assertThat(answer("GET" + HEAD + "\r\n").text()).startsWith("web-");
    }

    @Test
    void aReadThatHasToWaitIsBegunAgainOnAThreadOfItsOwn() throws IOException {
        listen(_ -> {
            tries.incrementAndGet();
            AtOnce.refuseToWait();
            return Answer.text(200, thread());
        });

        assertThat(answer("GET" + HEAD + "\r\n").text()).startsWith("request-");
        assertThat(tries).hasValue(2);
    }

    @Test
    void whatMayChangeSomethingIsBegunOnce() throws IOException {
        listen(_ -> {
            tries.incrementAndGet();
            AtOnce.refuseToWait();
            return Answer.text(200, thread());
        });

        assertThat(answer("POST" + HEAD + FORM).text()).startsWith("request-");
        assertThat(tries).hasValue(1);
    }

    @Test
    void aBodyIsNotWaitedForWhereOthersAreServed() throws IOException {
        listen(call -> Answer.text(200, call.params().text("a") + " " + thread()));

        assertThat(answer("GET" + HEAD + FORM).text()).startsWith("b request-");
    }

    @Test
    void aFaultAfterHavingToWaitIsAnsweredToo() throws IOException {
        listen(_ -> {
            AtOnce.refuseToWait();
            throw new IllegalStateException("on purpose");
        });

        assertThat(answer("GET" + HEAD + "\r\n").status()).isEqualTo(500);
    }

    @Test
    void aCallThatIsBegunTwiceCountsOnceForItsCaller() throws IOException {
        var limits = RateLimits.on(Clock.systemUTC());
        listen(call -> {
            limits.count(call, RateLimits.Kind.ACCOUNT, "somebody");
            AtOnce.refuseToWait();
            return Answer.text(200, Long.toString(call.count().orElseThrow().remaining()));
        });

        assertThat(answer("GET" + HEAD + "\r\n").text()).isEqualTo("1499");
    }

    private void listen(Endpoint endpoint) {
        var routes = new Routes(new MastodonFace()).get("/api/it", endpoint).post("/api/it", endpoint);
        web = Listening.with(routes);
    }

    private Wire.Reply answer(String request) throws IOException {
        try (var wire = Wire.to(Objects.requireNonNull(web).port())) {
            return wire.send(request).next();
        }
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }
}
