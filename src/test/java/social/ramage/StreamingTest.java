package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.stream.Streams;

class StreamingTest extends InATown {
    private static final String USER = "?stream=user";

    private Town.Person ada;
    private Town.Person bob;
    private Town.Person zoe;

    StreamingTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void open() {
        ada = town.person("ada");
        bob = town.person("bob");
        zoe = town.person("zoe");
    }

    @Test
    @DisplayName("C9 what home gains, changes and loses comes as it happens")
    void tellsOfPostsEditsAndDeletions() {
        ada.follows(bob);

        try (var stream = OpenStream.socket(ada, USER)) {
            ready(stream);
            var post = bob.posts("Bonjour \"Ada\" \\ \t <b> 🦜");
            var content = ada.reads("/api/v1/statuses/" + post).json().get("content");

            var appeared = stream.next();
            assertThat(appeared.brief()).isEqualTo("update " + post);
            assertThat(appeared.stream()).containsExactly("user");
            assertThat(appeared.payload().get("content")).isEqualTo(content);
            assertThat(appeared.payload().get("favourited").asBoolean()).isFalse();
            bob.edits(post, "Bonsoir");
            var changed = stream.next();
            assertThat(changed.brief()).isEqualTo("status.update " + post);
            assertThat(changed.payload().get("content").asString()).contains("Bonsoir");
            bob.deletes(post);
            assertThat(stream.next().brief()).isEqualTo("delete " + post);
        }
    }

    @Test
    void whatComesAsAnEventIsWhatTheApiAnswers() {
        ada.follows(bob);

        try (var stream = OpenStream.events(ada, "/user")) {
            var post = bob.posts("Salut @ada #vent");

            var appeared = stream.next();
            assertThat(appeared.payload())
                    .isEqualTo(ada.reads("/api/v1/statuses/" + post).json());
            assertThat(appeared.id()).matches("[0-9]+");
            var told = stream.next();
            assertThat(told.event()).isEqualTo("notification");
            assertThat(told.payload())
                    .isEqualTo(ada.reads("/api/v1/notifications").json().get(0));
            assertThat(stream.lines()).startsWith(":)", "event: update");
        }
    }

    @Test
    void noticesComeToTheirOwnStreamAlone() {
        try (var notices = OpenStream.events(ada, "/user/notification");
                var others = OpenStream.events(zoe, "/user/notification")) {
            zoe.posts("rien");
            bob.follows(ada);
            var post = ada.posts("Bonjour");
            bob.does("favourite", post);
            bob.follows(zoe);

            assertThat(List.of(notices.next(), notices.next()))
                    .extracting(it -> it.payload().get("type").asString())
                    .containsExactly("follow", "favourite");
            assertThat(others.next().payload().get("account").get("acct").asString())
                    .isEqualTo("bob");
        }
    }

    @Test
    void aSocketListensToWhatIsNamedAndStopsWhenTold() {
        try (var stream = OpenStream.socket(ada, "")) {
            stream.says("{\"type\":\"subscribe\",\"stream\":\"hashtag\",\"tag\":\"Été\"}")
                    .says("{\"type\":\"subscribe\",\"stream\":\"public:local\"}");
            ready(stream);
            var one = bob.posts("Bel #ete");
            assertThat(List.of(stream.next(), stream.next()))
                    .allSatisfy(it -> assertThat(it.brief()).isEqualTo("update " + one))
                    .extracting(OpenStream.Heard::stream)
                    .containsExactly(List.of("hashtag", "Été"), List.of("public:local"));

            stream.says("{\"type\":\"unsubscribe\",\"stream\":\"public:local\"}");
            ready(stream);
            bob.posts("rien");
            bob.deletes(one);
            ready(stream);

            assertThat(stream.next().brief()).isEqualTo("delete " + one);
            var two = bob.posts("encore #ÉTÉ");
            assertThat(stream.until("update " + two)).hasSize(1);
        }
    }

    @Test
    void publicStreamsHaveWhatThePublicTimelineHas() {
        try (var everywhere = OpenStream.events(ada, "/public");
                var elsewhere = OpenStream.events(ada, "/public/remote");
                var topic = OpenStream.events(ada, "/hashtag?tag=mer");
                var here = OpenStream.events(ada, "/hashtag/local?tag=mer")) {
            var open = bob.posts("à tous #mer");
            bob.posts("peu #mer", "visibility", "unlisted");
            bob.posts("privé #mer", "visibility", "private");
            var answer = zoe.posts("réponse #mer", "in_reply_to_id", open);
            zoe.does("reblog", open);
            var last = bob.posts("fin #mer");

            assertThat(everywhere.until("update " + last)).containsExactly("update " + open, "update " + last);
            assertThat(topic.until("update " + last))
                    .containsExactly("update " + open, "update " + answer, "update " + last);
            assertThat(here.until("update " + last)).hasSize(3);
            assertThat(elsewhere.lines()).containsExactly(":)");
            assertThat(ada.reads("/api/v1/timelines/public").ids()).containsExactly(last, open);
        }
    }

    @Test
    void aLimitedAccountIsHeardInPublicByItsFollowersOnly() {
        zoe.follows(bob);
        var limits = "/api/v1/admin/accounts/" + bob.id + "/action";
        town.owner("olga").sends("POST", limits, "type=silence", "application/x-www-form-urlencoded");
        try (var open = OpenStream.events(ada, "/public");
                var topic = OpenStream.events(ada, "/hashtag?tag=mer");
                var follower = OpenStream.events(zoe, "/public")) {
            var limited = bob.posts("au large #mer");
            bob.deletes(bob.posts("noyé #mer"));
            var marker = zoe.posts("repère #mer");

            assertThat(open.until("update " + marker)).containsExactly("update " + marker);
            assertThat(topic.until("update " + marker)).containsExactly("update " + marker);
            assertThat(follower.until("update " + marker)).contains("update " + limited);
            assertThat(ada.reads("/api/v1/timelines/public").ids()).containsExactly(marker);
        }
    }

    @Test
    @DisplayName("B9 nobody hears what they may not read, from the moment on that they may not")
    void narrowingTakesEffectAtOnce() {
        var lea = town.confidentialPerson("lea");
        for (var follower : List.of(ada, bob, zoe)) {
            follower.follows(lea);
            lea.answers(follower, "authorize");
        }
        var asking = town.person("paul");
        asking.follows(lea);

        try (var follower = OpenStream.events(ada, "/user");
                var left = OpenStream.events(bob, "/user");
                var blocked = OpenStream.events(zoe, "/user");
                var waiting = OpenStream.events(asking, "/user");
                var anybody = OpenStream.events(town.person("nina"), "/public");
                var about = OpenStream.events(town.person("omer"), "/hashtag?tag=secret")) {
            var before = lea.posts("avant #secret");
            assertThat(left.until("update " + before)).hasSize(1);
            assertThat(blocked.until("update " + before)).hasSize(1);
            bob.unfollows(lea);
            lea.does("block", zoe);
            var after = lea.posts("après @zoe @bob #secret");
            assertThat(follower.until("update " + after)).contains("update " + before);
            lea.edits(after, "après tout #secret");
            assertThat(follower.until("status.update " + after)).hasSize(1);
            lea.deletes(after);
            lea.deletes(before);
            var markers = new ArrayList<String>();
            for (var person : List.of(bob, zoe, asking)) {
                markers.add("update " + person.posts("repère"));
            }
            var open = "update " + ada.posts("pour tous #secret");

            assertThat(follower.until("delete " + before)).containsExactly("delete " + after, "delete " + before);
            assertThat(left.until(markers.get(0)))
                    .filteredOn(it -> !it.startsWith("notification"))
                    .hasSize(1);
            assertThat(blocked.until(markers.get(1))).hasSize(1);
            assertThat(waiting.until(markers.get(2))).hasSize(1);
            assertThat(anybody.until(open))
                    .filteredOn(it -> it.contains(after) || it.contains(before))
                    .isEmpty();
            assertThat(about.until(open)).hasSize(1);
        }
    }

    @Test
    void whatIsMutedIsNotHeardAndComesBackAfterwards() {
        ada.follows(bob);
        ada.follows(zoe);
        var post = bob.posts("Bonjour");

        try (var home = OpenStream.events(ada, "/user");
                var open = OpenStream.events(ada, "/public")) {
            ada.does("mute", bob);
            bob.posts("silence");
            zoe.does("reblog", post);
            var marker = ada.posts("repère");
            assertThat(home.until("update " + marker)).hasSize(1);
            assertThat(open.until("update " + marker)).hasSize(1);
            ada.does("unmute", bob);
            var heard = bob.posts("de retour");

            assertThat(home.until("update " + heard)).hasSize(1);
            assertThat(open.until("update " + heard)).hasSize(1);
            bob.does("block", ada);
            bob.deletes(heard);
            var mine = ada.posts("à moi");
            assertThat(home.until("update " + mine)).hasSize(1);
            assertThat(open.until("update " + mine)).hasSize(1);
        }
    }

    @Test
    void aFollowBringsWhatComesAfterIt() {
        try (var home = OpenStream.events(ada, "/user")) {
            bob.posts("avant");
            ada.follows(bob);
            var one = bob.posts("après");
            assertThat(home.until("update " + one)).hasSize(1);
            ada.unfollows(bob);
            bob.posts("trop tard");
            var marker = ada.posts("repère");
            assertThat(home.until("update " + marker)).hasSize(1);
            ada.follows(bob);
            var two = bob.posts("encore");
            assertThat(home.until("update " + two)).hasSize(1);
        }
    }

    @Test
    void theTokenMayComeAsProtocolOrParameterAndIsNeeded() {
        try (var protocol = OpenStream.socket(town, USER, List.of(), List.of(ada.token(), "other"));
                var parameter = OpenStream.socket(town, USER + "&access_token=" + ada.token(), List.of(), List.of())) {
            assertThat(protocol.socket().getSubprotocol()).isEqualTo(ada.token());
            assertThat(parameter.status()).isEqualTo(101);
            ready(protocol);
            ready(parameter);
            var post = ada.posts("Bonjour");
            assertThat(protocol.next().brief()).isEqualTo("update " + post);
            assertThat(parameter.next().brief()).isEqualTo("update " + post);
        }
        for (var none : List.of(
                OpenStream.socket(town, USER, List.of(), List.of()),
                OpenStream.socket(town, USER, List.of(), List.of("nobodys")),
                OpenStream.socket(town, USER + "&access_token=wrong", List.of(), List.of()),
                OpenStream.events(town.stranger(), "/user"),
                OpenStream.events(town.stranger(), "/public"))) {
            assertThat(none.status()).isEqualTo(401);
            none.close();
        }
    }

    @Test
    void streamsEndWhenTheTokenDoes() {
        var token = town.ramage
                .tokens
                .create(ada.id, social.ramage.account.Tokens.ALL)
                .value();
        var guest = ada.withToken(token);

        try (var stream = OpenStream.events(guest, "/user");
                var socket = OpenStream.socket(guest, USER)) {
            ready(socket);
            revoke(token);
            ada.posts("Bonjour");

            stream.awaitEnd();
            assertThat(socket.awaitEnd()).isEqualTo(1008);
            assertThat(stream.lines()).containsExactly(":)");
        }
    }

    @Test
    void whatIsNoStreamIsRefused() {
        for (var path : List.of("/list?list=1", "/direct", "/nothing")) {
            assertThat(ada.reads("/api/v1/streaming" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(ada.reads("/api/v1/streaming/hashtag").status()).isEqualTo(400);
        assertThat(ada.reads("/api/v1/streaming").error()).contains("WebSocket");
        assertThat(ada.reads("/api/v1/streaming/health").response().body()).isEqualTo("OK");
        try (var none = OpenStream.socket(ada, "?stream=list&list=1")) {
            assertThat(none.status()).isEqualTo(404);
        }
        try (var stream = OpenStream.socket(ada, USER)) {
            stream.says("{\"type\":\"subscribe\",\"stream\":\"direct\"}");
            stream.awaitFrame("\"status\":404");
            var post = ada.posts("Bonjour");
            assertThat(stream.until("update " + post)).hasSize(1);
        }
    }

    @Test
    void anAccountListensSoManyTimesAndNoMore() {
        var open = new ArrayList<OpenStream>();
        for (int i = 0; i < Streams.OF_ACCOUNT_MAX; i++) {
            open.add(i % 2 == 0 ? OpenStream.socket(ada, USER) : OpenStream.events(ada, "/user"));
        }

        try (var ninth = OpenStream.socket(ada, USER);
                var other = OpenStream.socket(bob, USER)) {
            assertThat(open).extracting(OpenStream::status).containsOnly(101, 200);
            assertThat(ninth.status()).isEqualTo(429);
            assertThat(ada.reads("/api/v1/streaming/user").error()).contains("8");
            assertThat(other.status()).isEqualTo(101);
            assertThat(town.metric("ramage_streams_open")).isEqualTo(9);
        }
        open.getFirst().close();
        Await.until("the place of the one that left is free", () -> {
            try (var again = OpenStream.socket(ada, USER)) {
                return again.status() == 101;
            }
        });
        open.forEach(OpenStream::close);
    }

    @Test
    void whoeverComesBackHearsWhatWasMissed() {
        ada.follows(bob);
        String last;
        try (var stream = OpenStream.events(ada, "/user")) {
            bob.posts("un");
            last = stream.next().id();
        }
        var two = bob.posts("deux");
        zoe.posts("pas pour elle");
        var three = bob.posts("trois");
        bob.posts("effacé");

        try (var stream = OpenStream.events(ada, "/user", "Last-Event-ID", last)) {
            var four = bob.posts("quatre");

            assertThat(stream.until("update " + four))
                    .startsWith("update " + two, "update " + three)
                    .doesNotHaveDuplicates()
                    .hasSize(4);
        }
        bob.does("block", ada);
        try (var stream = OpenStream.events(ada, "/user", "Last-Event-ID", last)) {
            var mine = ada.posts("à moi");
            assertThat(stream.until("update " + mine)).hasSize(1);
        }
        for (var odd : List.of("x", "-1", "999999999999999999999", "9223372036854775807", "")) {
            try (var stream = OpenStream.events(ada, "/user", "Last-Event-ID", odd)) {
                var mine = ada.posts("de " + odd);
                assertThat(stream.until("update " + mine)).hasSize(1);
            }
        }
    }

    @Test
    void theServersEndIsTheStreamsEnd() {
        try (var events = OpenStream.events(ada, "/user");
                var socket = OpenStream.socket(ada, USER)) {
            ready(socket);

            town.restart();

            events.awaitEnd();
            assertThat(socket.awaitEnd()).isEqualTo(1001);
        }
    }

    @Test
    void whatCannotBeReadIsAnsweredAndTheSocketGoesOn() {
        try (var stream = OpenStream.socket(ada, USER)) {
            for (var bad :
                    List.of("", "x", "[]", "null", "{", "{\"type\":", "{\"type\":\"x\"}", "{\"type\":{\"a\":1}}")) {
                stream.says(bad);
            }
            stream.says("{\"type\":\"subscribe\"}").says("{\"type\":\"subscribe\",\"stream\":\"hashtag\"}");
            Await.until("each is answered", () -> stream.lines().size() == 10);

            assertThat(stream.lines()).allSatisfy(it -> assertThat(it).contains("\"error\":"));
            var post = ada.posts("Bonjour");
            assertThat(stream.until("update " + post)).hasSize(1);
        }
    }

    @Test
    void oneConnectionListensToSoManyChannelsAndNoMore() {
        try (var stream = OpenStream.socket(ada, USER)) {
            for (int i = 0; i < 40; i++) {
                stream.says("{\"type\":\"subscribe\",\"stream\":\"hashtag\",\"tag\":\"t" + i + "\"}");
            }

            Await.until("the ones too many are refused", () -> stream.lines().size() == 9);
            assertThat(stream.lines()).allSatisfy(it -> assertThat(it).contains("\"status\":422"));
        }
    }

    @Test
    void whatNoClientSendsClosesTheSocket() {
        assertThat(closedAfter(it ->
                        it.socket().sendBinary(ByteBuffer.allocate(10), true).join()))
                .isEqualTo(1003);
        assertThat(closedAfter(it -> it.says("x".repeat(5_000)))).isEqualTo(1009);
        assertThat(closedAfter(it -> {
                    for (int i = 0; i < 600; i++) {
                        it.socket().sendPing(ByteBuffer.allocate(1)).join();
                    }
                }))
                // Or broken off while it still spoke, when the reason did not come through.
                .isIn(1008, 0);
        assertThat(ada.home().status()).isEqualTo(200);
    }

    /** Breaks off at the first try, since what is sent may meet a socket that is closed. */
    private int closedAfter(java.util.function.Consumer<OpenStream> sent) {
        try (var stream = OpenStream.socket(ada, USER)) {
            try {
                sent.accept(stream);
            } catch (java.util.concurrent.CompletionException _) {
                // Closed already.
            }
            return stream.awaitEnd();
        }
    }

    @Test
    void aHeadOfAStreamIsAnswerEnough() {
        var head = HttpRequest.newBuilder(town.at("/api/v1/streaming/user"))
                .header("Authorization", "Bearer " + ada.token())
                .method("HEAD", HttpRequest.BodyPublishers.noBody());

        for (int i = 0; i < Streams.OF_ACCOUNT_MAX + 1; i++) {
            assertThat(OpenStream.refused(head)).isEqualTo(200);
        }
        assertThat(town.metric("ramage_streams_open")).isZero();
    }

    /** What was said before is done when the answer to this is here. */
    private static void ready(OpenStream stream) {
        int answered = stream.lines().size();
        stream.says("?");
        Await.until("it is answered", () -> stream.lines().size() > answered);
    }

    private void revoke(String token) {
        var hash = new social.ramage.person.Secret(token).hash();
        town.ramage.events.change(tx -> {
            town.ramage.tokens.withdraw(tx, hash);
            return hash;
        });
    }
}
