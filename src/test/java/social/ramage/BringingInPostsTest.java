package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Engine;
import social.ramage.db.FreshDatabase;

class BringingInPostsTest {
    private static final Instant NOON = Instant.parse("2014-03-05T12:00:00Z");
    private static final String ARCHIVE_HEADER = "\"tweet_id\",\"in_reply_to_status_id\",\"in_reply_to_user_id\","
            + "\"timestamp\",\"source\",\"text\",\"retweeted_status_id\",\"retweeted_status_user_id\","
            + "\"retweeted_status_timestamp\",\"expanded_urls\"";

    @Nested
    class OnSqlite extends Contract {
        OnSqlite() {
            super(Engine.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Engine.POSTGRESQL);
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final FreshDatabase fresh;

        @TempDir
        Path folder;

        private Town town;
        private Cargo cargo;
        private Facts facts;

        Contract(Engine engine) {
            fresh = FreshDatabase.on(engine);
        }

        @BeforeEach
        void open() {
            town = Town.on(fresh, folder.resolve("town"));
            cargo = new Cargo(folder);
            facts = new Facts(town.ramage);
        }

        @AfterEach
        void close() {
            town.close();
        }

        @Test
        void flatLinesComeWithTheirDateTheirAuthorAndWhatStandsInThem() {
            long key = Tweet.key(NOON, 1);
            var text = "@grace regarde #Été et #ete : https://example.org/a &amp; tout";

            var told = Cargo.posts(
                    town.ramage,
                    cargo.file(
                            Tweet.flat(key, "Ada", text, NOON).toString(),
                            Tweet.flat(key + 1, "grace", "Vu !", NOON).toString()));

            assertThat(told.status()).isZero();
            assertThat(told.sum())
                    .isEqualTo("2 new posts, 0 new boosts, 2 new accounts, 0 answers linked; "
                            + "0 were there already, 0 bad lines");
            var post = read(key).json();
            assertThat(post.get("created_at").asString()).isEqualTo("2014-03-05T12:00:00.000Z");
            assertThat(post.get("language").asString()).isEqualTo("fr");
            assertThat(post.get("visibility").asString()).isEqualTo("public");
            assertThat(post.at("/account/acct").asString()).isEqualTo("Ada");
            // This format has nothing escaped: what looks like it is what was written.
            assertThat(post.get("content").asString()).contains("&amp;amp; tout");
            assertThat(post.at("/mentions/0/acct").asString()).isEqualTo("grace");
            assertThat(facts.texts("select name as t from tag")).containsExactly("Été");
            assertThat(facts.count("post_tag")).isEqualTo(1);
            facts.areTrue();
        }

        @Test
        void statusesBringTheirUsersAndWhatTheyPassOn() {
            long original = Tweet.key(NOON, 1);
            long boost = Tweet.key(NOON.plusSeconds(60), 1);
            var passedOn = Tweet.status(original, "Cours &amp; reste &lt;calme&gt; #paix", NOON);

            var told = Cargo.posts(
                    town.ramage,
                    cargo.file(
                            Tweet.status(
                                            boost,
                                            "RT @Grace_H: Cours &amp; reste &lt;calme&gt; #paix",
                                            NOON.plusSeconds(60))
                                    .passingOn(passedOn)
                                    .by("ada", "Ada Lovelace", "Des nombres\r\net des mots"),
                            Tweet.status(boost + 1, "@grace_h déjà vu…", NOON.plusSeconds(61))
                                    .by("ada", "Ada Lovelace", "")));

            assertThat(told.sum())
                    .isEqualTo("2 new posts, 1 new boosts, 2 new accounts, 0 answers linked; "
                            + "0 were there already, 0 bad lines");
            var passed = read(boost).json();
            assertThat(passed.get("created_at").asString()).isEqualTo("2014-03-05T12:01:00.000Z");
            assertThat(passed.at("/account/display_name").asString()).isEqualTo("Ada Lovelace");
            assertThat(passed.at("/account/note").asString())
                    .contains("Des nombres")
                    .contains("et des mots");
            assertThat(passed.at("/reblog/created_at").asString()).isEqualTo("2014-03-05T12:00:00.000Z");
            assertThat(passed.at("/reblog/account/acct").asString()).isEqualTo("Grace_H");
            assertThat(passed.at("/reblog/content").asString()).startsWith("<p>Cours &amp; reste &lt;calme&gt; <a");
            assertThat(passed.at("/reblog/reblogs_count").asInt()).isEqualTo(1);
            assertThat(read(boost + 1).json().at("/mentions/0/acct").asString()).isEqualTo("Grace_H");
            assertThat(read(boost + 1).json().get("content").asString()).contains("déjà vu…");
            facts.areTrue();
        }

        @Test
        void tablesOfTweetsAreReadToo() {
            var told = Cargo.posts(
                    town.ramage,
                    cargo.file(
                            "created_at,text,url,replies,retweets,favorites,user",
                            "10/16/17 22:59,\"I'm grateful to \"\"all\"\" &amp; sundry, folks.\","
                                    + "https://twitter.com/Barack/status/920061541986250758,17064,89916,641842,Barack",
                            "1/2/13 7:05,Short,https://twitter.com/Barack/status/286374800462213120,1,2,3,Barack"));

            assertThat(told.sum()).startsWith("2 new posts, 0 new boosts, 1 new accounts");
            var post = read(920_061_541_986_250_758L).json();
            assertThat(post.get("created_at").asString()).isEqualTo("2017-10-16T22:59:00.000Z");
            assertThat(post.get("content").asString())
                    .isEqualTo("<p>I&#39;m grateful to &quot;all&quot; &amp; sundry, folks.</p>");
            assertThat(read(286_374_800_462_213_120L).json().get("created_at").asString())
                    .isEqualTo("2013-01-02T07:05:00.000Z");
            facts.areTrue();
        }

        @Test
        void archivesTellWhoseTheyAreByTheAddressOfATweet() {
            var told = Cargo.posts(
                    town.ramage,
                    cargo.file(
                            ARCHIVE_HEADER,
                            archived(1_045_433_493_952_638_976L, "", "2018-09-27 22:02:22 +0000", "Two\nlines", "", ""),
                            archived(
                                    1_045_433_493_952_638_977L,
                                    "1045433493952638976",
                                    "2018-09-27 22:03:00 +0000",
                                    "My own answer &amp; more",
                                    "",
                                    "https://a.example,https://twitter.com/wren/status/1045433493952638977/photo/1"),
                            archived(
                                    1_045_433_493_952_638_979L,
                                    "",
                                    "2018-09-28 01:00:00 +0000",
                                    "RT @robin: Heard in the …",
                                    "1045433493952638978",
                                    "")));

            assertThat(told.before()).isEmpty();
            assertThat(told.sum())
                    .isEqualTo("3 new posts, 1 new boosts, 2 new accounts, 1 answers linked; "
                            + "0 were there already, 0 bad lines");
            var first = read(1_045_433_493_952_638_976L).json();
            assertThat(first.at("/account/acct").asString()).isEqualTo("wren");
            assertThat(first.get("content").asString()).isEqualTo("<p>Two<br />lines</p>");
            assertThat(first.get("replies_count").asInt()).isEqualTo(1);
            var passed = read(1_045_433_493_952_638_979L).json();
            assertThat(passed.at("/reblog/account/acct").asString()).isEqualTo("robin");
            assertThat(passed.at("/reblog/content").asString()).isEqualTo("<p>Heard in the …</p>");
            assertThat(passed.at("/reblog/created_at").asString()).isEqualTo("2018-09-26T20:00:00.000Z");
            facts.areTrue();
        }

        @Test
        void againChangesNothing() {
            var file = cargo.file(conversation());
            var first = Cargo.posts(town.ramage, file);
            var before = facts.all();

            var again = Cargo.posts(town.ramage, file);

            assertThat(first.sum()).contains("3 new posts, 1 new boosts, 3 new accounts, 1 answers linked");
            assertThat(again.sum())
                    .isEqualTo("0 new posts, 0 new boosts, 0 new accounts, 0 answers linked; "
                            + "3 were there already, 0 bad lines");
            assertThat(facts.all()).isEqualTo(before);
        }

        @Test
        void answersAreLinkedInWhateverOrderTheyCome() {
            var at = IntStream.range(0, 6).mapToObj(NOON::plusSeconds).toList();
            var keys = at.stream().map(it -> Tweet.key(it, 0)).toList();
            var root = Tweet.flat(keys.get(0), "ada", "Début", at.get(0)).toString();
            var first = answer(keys, at, 1, 0);
            var second = answer(keys, at, 2, 1);
            var third = answer(keys, at, 3, 2);
            var other = answer(keys, at, 4, 1);
            var toNobody = Tweet.flat(keys.get(5), "ada", "Perdu", at.get(5)).answering(keys.get(5) + 99);

            // The last answer comes before all that it hangs on, and the root in a file of its own, last of all.
            var told = Cargo.posts(town.ramage, cargo.file(third, second));
            var more = Cargo.posts(town.ramage, cargo.file(other, toNobody.toString(), first));
            var whole = Cargo.posts(town.ramage, cargo.file(root));

            assertThat(told.sum()).contains("1 answers linked");
            assertThat(more.sum()).contains("2 answers linked");
            assertThat(whole.sum()).contains("1 answers linked");
            var context = town.stranger()
                    .reads("/api/v1/statuses/" + facts.post(keys.get(2)).orElseThrow() + "/context")
                    .json();
            assertThat(context.get("ancestors")
                            .valueStream()
                            .map(it -> it.get("id").asString()))
                    .containsExactly(id(keys.get(0)), id(keys.get(1)));
            assertThat(context.get("descendants")
                            .valueStream()
                            .map(it -> it.get("id").asString()))
                    .containsExactly(id(keys.get(3)));
            assertThat(facts.count("imported_answer")).isEqualTo(1);
            facts.areTrue();
        }

        @Test
        void onAGraphWhoWroteMostIsFollowedByMost() {
            var edges = IntStream.range(1, 8).mapToObj(i -> i + " 8").toList();
            var graph = new ArrayList<>(edges);
            graph.addAll(List.of("1 9", "2 9", "3 9", "8 9", "9 8", "1 2"));
            Cargo.graph(town.ramage, cargo.file(graph.toArray(String[]::new)), "--direction", "follower-followee");
            var lines = new ArrayList<String>();
            lines.add(Tweet.flat(Tweet.key(NOON, 0), "rare", "Une fois, @FREQUENT", NOON)
                    .toString());
            for (int i = 1; i <= 5; i++) {
                lines.add(Tweet.flat(Tweet.key(NOON, i), i < 3 ? "Some" : "frequent", "Encore " + i, NOON)
                        .toString());
            }
            var file = cargo.file(lines.toArray(String[]::new));

            var told = Cargo.posts(town.ramage, file, "--onto-graph");
            var before = facts.all();
            var again = Cargo.posts(town.ramage, file, "--onto-graph");

            assertThat(told.sum()).startsWith("6 new posts, 0 new boosts, 0 new accounts");
            assertThat(again.sum()).startsWith("0 new posts");
            assertThat(facts.all()).isEqualTo(before);
            assertThat(facts.texts("select handle as t from account where posts > 0 order by posts desc"))
                    .containsExactly("n8", "n9", "n2");
            assertThat(read(Tweet.key(NOON, 0)).json().at("/mentions/0/acct").asString())
                    .isEqualTo("n8");
            facts.areTrue();
        }

        @Test
        void manyOfOneSecondStayApartAndInOrder() {
            var lines = new ArrayList<String>();
            var texts = new ArrayList<String>();
            // Old numbers hold no time, so that all of these want the same id; one second has room for 1,024.
            for (int i = 0; i < 1_500; i++) {
                lines.add(Tweet.flat(1_000 + i, "crowd", "p" + i, NOON).toString());
                texts.add("p" + i);
            }

            var told = Cargo.posts(town.ramage, cargo.file(lines.toArray(String[]::new)));

            assertThat(told.sum()).startsWith("1,500 new posts");
            assertThat(facts.texts("select text as t from post order by id")).containsExactlyElementsOf(texts);
            assertThat(facts.at(1_000)).isEqualTo(NOON);
            assertThat(facts.at(2_499)).isEqualTo(NOON.plusMillis(1));
            facts.areTrue();
        }

        private static String[] conversation() {
            long key = Tweet.key(NOON, 1);
            return new String[] {
                Tweet.status(key, "Bonjour", NOON).by("ada", "Ada", ""),
                Tweet.status(key + 1, "@ada Bonjour !", NOON.plusSeconds(5))
                        .answering(key)
                        .by("grace", "Grace", ""),
                Tweet.status(key + 2, "RT @alan: Salut", NOON.plusSeconds(9))
                        .passingOn(Tweet.status(key + 3, "Salut", NOON.plusSeconds(7)))
                        .by("ada", "Ada", "")
            };
        }

        private static String answer(List<Long> keys, List<Instant> at, int number, int parent) {
            return Tweet.flat(keys.get(number), number % 2 == 0 ? "ada" : "grace", "Réponse " + number, at.get(number))
                    .answering(keys.get(parent))
                    .toString();
        }

        private String id(long key) {
            return Long.toString(facts.post(key).orElseThrow());
        }

        private Town.Reply read(long key) {
            return town.stranger().reads("/api/v1/statuses/" + id(key));
        }
    }

    @TempDir
    Path folder;

    private Town town;
    private Cargo cargo;

    @BeforeEach
    void open() {
        town = Town.in(folder.resolve("town"));
        cargo = new Cargo(folder);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @EnumSource
    void aFileMayBePacked(Cargo.Packing packing) {
        var file = cargo.file(
                packing, Tweet.flat(Tweet.key(NOON, 1), "ada", "Bonjour", NOON).toString());

        assertThat(Cargo.posts(town.ramage, file).sum()).startsWith("1 new posts");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void aPackedFileThatIsCutBringsWhatCameBefore(Cargo.Packing packing) throws Exception {
        // Packed in pieces of 64 kB, of which this has several.
        var random = new Random(7);
        var lines = IntStream.range(0, 3_000)
                .mapToObj(i -> Tweet.flat(Tweet.key(NOON, i), "ada", noise(random), NOON)
                        .toString())
                .toArray(String[]::new);
        var whole = java.nio.file.Files.readAllBytes(cargo.file(packing, lines));
        var cut = cargo.file(Cargo.Packing.PLAIN, Arrays.copyOf(whole, whole.length * 3 / 4));

        var told = Cargo.posts(town.ramage, cut);
        var facts = new Facts(town.ramage);
        long brought = facts.count("post");
        var mended = Cargo.posts(town.ramage, cargo.file(packing, lines));

        assertThat(told.status()).isZero();
        assertThat(told.before())
                .containsExactly("line " + grouped(brought + 1) + ": the packed file is cut or damaged here");
        assertThat(brought).isBetween(1L, 2_999L);
        assertThat(mended.sum()).endsWith(grouped(brought) + " were there already, 0 bad lines");
        assertThat(facts.count("post")).isEqualTo(3_000);
        facts.areTrue();
    }

    @Test
    void badLinesAreCountedAndTheFirstOnesShown() {
        var good = Tweet.flat(Tweet.key(NOON, 1), "ada", "Bonjour", NOON).toString();
        var future = Instant.parse("2222-01-01T00:00:00Z");
        var lines = new ArrayList<>(List.of(
                "{\"id\": ",
                good,
                "[1, 2]",
                good.replace("\"id\":\"", "\"id\":\"x"),
                good.replace("Bonjour", " "),
                good.replace("2014", "soon"),
                Tweet.flat(Tweet.key(NOON, 2), "ada", "Demain", future).toString(),
                good.replace("\"ada\"", "\"\""),
                good.replace("Bonjour", "é".repeat(9_000))));
        IntStream.range(0, 15).forEach(_ -> lines.add("{}"));
        var cut = Tweet.flat(Tweet.key(NOON, 3), "ada", "Coupé", NOON).toString();
        lines.add(cut.substring(0, cut.length() - 9));

        var file = cargo.file(Cargo.Packing.PLAIN, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        var told = Cargo.posts(town.ramage, file);

        assertThat(told.status()).isZero();
        assertThat(told.sum()).startsWith("1 new posts").endsWith("24 bad lines");
        assertThat(told.before().subList(0, 9))
                .containsExactly(
                        "line 1: not a JSON object, or cut",
                        "line 3: not a JSON object, or cut",
                        "line 4: no id",
                        "line 5: no text",
                        "line 6: no date, or one that cannot be",
                        "line 7: no date, or one that cannot be",
                        "line 8: no author",
                        "line 9: a text of more than 16,384 bytes",
                        "line 10: no id");
        assertThat(told.before()).hasSize(21);
        assertThat(told.before().getLast()).isEqualTo("and 4 more lines that could not be used");
    }

    @Test
    void aCutRowOfATableIsABadLine() {
        var rows = """
                created_at,text,url,user
                1/2/13 7:05,One,https://twitter.com/ada/status/286374800462213120,ada
                1/2/13 7:06,"Two, cut in the mid""";

        var told = Cargo.posts(town.ramage, cargo.file(Cargo.Packing.PLAIN, rows.getBytes(StandardCharsets.UTF_8)));

        assertThat(told.before()).containsExactly("line 3: a quote that is not closed");
        assertThat(told.sum()).startsWith("1 new posts").endsWith("1 bad lines");
    }

    @Test
    void whatIsChangedOnTheWayIsTold() {
        var smile = "😀";
        var lines = cargo.file(
                Tweet.status(Tweet.key(NOON, 1), "Bonjour", NOON).by("ada", "A" + smile.repeat(25), "b".repeat(600)),
                Tweet.status(Tweet.key(NOON, 2), "Moitié HALF et zéro \u0000", NOON)
                        .by("grace", "Grace", "")
                        .replace("HALF", "\\ud83d"));

        var told = Cargo.posts(town.ramage, lines);

        assertThat(told.before())
                .containsExactlyInAnyOrder(
                        "1 texts had characters that cannot be stored; each became U+FFFD",
                        "1 names were too long and were cut",
                        "1 bios were too long and were cut");
        var facts = new Facts(town.ramage);
        assertThat(facts.texts("select name as t from account where handle = 'ada'"))
                .containsExactly("A" + smile.repeat(19));
        assertThat(facts.texts("select text as t from post where text like 'Moi%'"))
                .containsExactly("Moitié \ufffd et zéro \ufffd");
    }

    @Test
    void aTableThatIsNotInUtf8IsReadAndTold() {
        var rows = """
                created_at,text,url,user
                1/2/13 7:05,Café,https://t.co/status/286374800462213120,ada
                """;

        var told =
                Cargo.posts(town.ramage, cargo.file(Cargo.Packing.PLAIN, rows.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(told.before()).containsExactly("1 lines are not in UTF-8 and were read as Windows-1252");
        assertThat(new Facts(town.ramage).texts("select text as t from post")).containsExactly("Café");
    }

    @Test
    void somebodyWhoIsHereAlreadyIsNotTheAuthor() {
        var here = town.person("ada");

        var told = Cargo.posts(
                town.ramage,
                cargo.file(
                        Tweet.flat(Tweet.key(NOON, 1), "Ada", "C’est moi, @ada", NOON)
                                .toString(),
                        Tweet.flat(Tweet.key(NOON, 2), "ADA", "Toujours moi", NOON)
                                .toString()));

        assertThat(told.before()).containsExactly("1 handles were taken, or could not be one, and were changed");
        assertThat(new Facts(town.ramage).texts("select handle as t from account"))
                .containsExactly("ada", "Ada_2");
        assertThat(here.reads("/api/v1/accounts/" + here.id + "/statuses").ids())
                .isEmpty();
        assertThat(new Facts(town.ramage).number("select account_id as n from mention"))
                .isNotEqualTo(here.id.value());
    }

    @Test
    void whoeverIsNamedIsFoundThoughTheirOwnPostsComeLater() {
        Cargo.posts(
                town.ramage,
                cargo.file(
                        Tweet.flat(Tweet.key(NOON, 1), "ada", "Bonjour @Grace et @nobody", NOON)
                                .toString(),
                        Tweet.flat(Tweet.key(NOON, 2), "grace", "Présente", NOON)
                                .toString()));

        var facts = new Facts(town.ramage);
        assertThat(facts.count("mention")).isEqualTo(1);
        assertThat(facts.texts("select handle as t from mention join account on account.id = account_id"))
                .containsExactly("grace");
    }

    @Test
    void aProfileThatComesLaterIsTakenOnce() {
        long key = Tweet.key(NOON, 1);
        var passedOn = cargo.file(Tweet.status(key, "RT @grace: Salut", NOON)
                .passingOn(Tweet.status(key + 1, "Salut", NOON))
                .by("ada", "Ada", ""));
        var own = cargo.file(Tweet.status(key + 2, "Moi-même", NOON).by("grace", "Grace", "Amirale"));
        var changed = cargo.file(Tweet.status(key + 3, "Encore", NOON).by("grace", "Gracieuse", "Rien"));

        Cargo.posts(town.ramage, passedOn);
        Cargo.posts(town.ramage, own);
        Cargo.posts(town.ramage, changed);

        assertThat(new Facts(town.ramage).texts("select name || '/' || bio as t from account where handle = 'grace'"))
                .containsExactly("Grace/Amirale");
    }

    @Test
    void theSameBoostTwiceIsOnce() {
        long key = Tweet.key(NOON, 1);
        var original = Tweet.status(key, "Salut", NOON);
        var file = cargo.file(
                Tweet.status(key + 1, "RT @grace: Salut", NOON)
                        .passingOn(original)
                        .by("ada", "", ""),
                Tweet.status(key + 2, "RT @grace: Salut", NOON.plusSeconds(9))
                        .passingOn(original)
                        .by("ada", "", ""));

        var told = Cargo.posts(town.ramage, file);

        assertThat(told.sum()).startsWith("1 new posts, 1 new boosts").endsWith("1 were there already, 0 bad lines");
        var facts = new Facts(town.ramage);
        assertThat(facts.post(key + 2)).isEqualTo(facts.post(key + 1)).isPresent();
        facts.areTrue();
    }

    @Test
    void answersThatGoInACircleAreLinkedOnceOnly() {
        long one = Tweet.key(NOON, 1);
        long other = Tweet.key(NOON.plusSeconds(1), 1);
        long itself = Tweet.key(NOON, 5);

        var told = Cargo.posts(
                town.ramage,
                cargo.file(
                        Tweet.flat(one, "ada", "Après toi", NOON)
                                .answering(other)
                                .toString(),
                        Tweet.flat(other, "grace", "Après toi", NOON.plusSeconds(1))
                                .answering(one)
                                .toString(),
                        Tweet.flat(itself, "ada", "Moi", NOON).answering(itself).toString()));

        assertThat(told.sum()).contains("3 new posts").contains("1 answers linked");
        new Facts(town.ramage).areTrue();
    }

    @Test
    void whatWasDeletedHereDoesNotComeBack() {
        var owner = town.person("owner");
        long key = Tweet.key(NOON, 1);
        var file = cargo.file(Tweet.flat(key, "ada", "À oublier", NOON).toString());
        Cargo.posts(town.ramage, file);
        var facts = new Facts(town.ramage);
        var ada = facts.number("select id as n from account where handle = 'ada'");
        var token = town.ramage.tokens.create(new social.ramage.id.AccountId(ada), social.ramage.account.Tokens.ALL);
        var deleted = owner.withToken(token.value())
                .deletes(Long.toString(facts.post(key).orElseThrow()));

        var again = Cargo.posts(
                town.ramage,
                cargo.file(
                        Tweet.flat(key, "ada", "À oublier", NOON).toString(),
                        Tweet.flat(key + 1, "ada", "Réponse", NOON)
                                .answering(key)
                                .toString()));

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(again.sum()).startsWith("1 new posts").contains("0 answers linked");
        assertThat(facts.texts("select text as t from post")).containsExactly("Réponse");
    }

    @Test
    void postsOfAConfidentialAccountAreForItsFollowersAtMost() {
        Cargo.posts(
                town.ramage,
                cargo.file(Tweet.flat(Tweet.key(NOON, 1), "ada", "Ouvert", NOON).toString()));
        town.ramage.db().change(tx -> tx.sql("update account set locked_at = 1").run());

        Cargo.posts(
                town.ramage,
                cargo.file(Tweet.flat(Tweet.key(NOON, 2), "ada", "Fermé", NOON).toString()));

        assertThat(new Facts(town.ramage).texts("select visibility as t from post order by id"))
                .containsExactly("PUBLIC", "FOLLOWERS");
    }

    @Test
    void timelinesShowWhatCameInTheOrderOfTime() {
        var reader = town.person("reader");
        var before = reader.reads("/api/v1/timelines/public?limit=40").ids();
        reader.home();
        var lines = new ArrayList<String>();
        var texts = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            var at = NOON.plusSeconds((i * 37L) % 60);
            lines.add(Tweet.flat(Tweet.key(at, i), i % 2 == 0 ? "ada" : "grace", "p" + (i * 37) % 60, at)
                    .toString());
            texts.addFirst("<p>p" + i + "</p>");
        }
        Cargo.posts(town.ramage, cargo.file(lines.toArray(String[]::new)));
        new Facts(town.ramage)
                .texts("select id || '' as t from account where handle <> 'reader'")
                .forEach(id -> reader.sends(
                        "POST", "/api/v1/accounts/" + id + "/follow", "", "application/x-www-form-urlencoded"));

        assertThat(before).isEmpty();
        assertThat(contents(reader.reads("/api/v1/timelines/public?limit=40"))).isEqualTo(texts.subList(0, 40));
        assertThat(contents(reader.home())).isEqualTo(texts.subList(0, 40));
    }

    @Test
    void whatCannotBeReadIsRefusedInOneLine() {
        var unknown = Cargo.posts(town.ramage, cargo.file("Une lettre", "à personne"));
        var json = Cargo.posts(town.ramage, cargo.file("{\"hello\": \"world\"}"));
        var empty = Cargo.posts(town.ramage, cargo.file(Cargo.Packing.PLAIN, new byte[0]));
        var anonymous = Cargo.posts(
                town.ramage,
                cargo.file(ARCHIVE_HEADER, archived(1, "", "2018-09-27 22:02:22 +0000", "Whose?", "", "")));
        var noGraph = Cargo.posts(
                town.ramage,
                cargo.file(Tweet.flat(Tweet.key(NOON, 1), "ada", "a", NOON).toString()),
                "--onto-graph");

        assertThat(List.of(unknown, json, empty, anonymous, noGraph)).allSatisfy(told -> {
            assertThat(told.status()).isEqualTo(2);
            assertThat(told.lines()).hasSize(1);
        });
        assertThat(anonymous.lines().getFirst()).contains("--author");
        assertThat(noGraph.lines().getFirst()).contains("import graph");
        assertThat(new Facts(town.ramage).count("account")).isZero();
    }

    @Test
    void whoseArchiveItIsCanBeSaid() {
        var file = cargo.file(ARCHIVE_HEADER, archived(1, "", "2018-09-27 22:02:22 +0000", "Mine", "", ""));

        var told = Cargo.posts(town.ramage, file, "--author", "@wren");

        assertThat(told.sum()).startsWith("1 new posts");
        assertThat(new Facts(town.ramage).texts("select handle as t from account"))
                .containsExactly("wren");
    }

    private static String noise(Random random) {
        return random.ints(100, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static List<String> contents(Town.Reply reply) {
        return reply.json()
                .valueStream()
                .map(it -> it.get("content").asString())
                .toList();
    }

    /** A retweet passes on what was written at eight in the evening two days before. */
    private static String archived(long key, String parent, String at, String text, String retweeted, String urls) {
        var retweetedAt = retweeted.isEmpty() ? "" : "2018-09-26 20:00:00 +0000";
        return "\"%d\",\"%s\",\"\",\"%s\",\"web\",\"%s\",\"%s\",\"\",\"%s\",\"%s\""
                .formatted(key, parent, at, text, retweeted, retweetedAt, urls);
    }
}
