package social.ramage.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.ramage.Cargo;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

class ReadingPostsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final String FLAT = """
            {"id":"9","created_at":"Thu Mar 24 07:51:32 +0000 2011","author":"ada","lang":"fr","text":"Oui",\
            "in_reply_to":{"id":7}}""";
    private static final String STATUS = """
            {"status":{"id":1,"id_str":"9","created_at":"Thu Mar 24 07:51:32 +0000 2011","text":"R &amp; D",\
            "lang":"und","in_reply_to_status_id":6,"in_reply_to_status_id_str":"7"},\
            "user":{"screen_name":"ada","name":"A &lt;3","description":"x&gt;y"}}""";
    private static final String RATIO_HEADER = "created_at,text,url,replies,retweets,favorites,user\n";
    private static final String ARCHIVE_HEADER = "tweet_id,in_reply_to_status_id,timestamp,text,retweeted_status_id,"
            + "retweeted_status_timestamp,expanded_urls\n";

    @TempDir
    Path folder;

    @Test
    void aFlatLineHoldsWhatWasWritten() throws IOException {
        var post = only(FLAT.replace("Oui", "R &amp; D"));

        assertThat(post.key()).isEqualTo(9);
        assertThat(post.author()).isEqualTo(new ReadAuthor("ada", "", ""));
        assertThat(post.text()).isEqualTo("R &amp; D");
        assertThat(post.language()).hasValue("fr");
        assertThat(post.parentKey()).hasValue(7L);
        assertThat(post.date().at()).isEqualTo("2011-03-24T07:51:32Z");
        assertThat(post.isBoost()).isFalse();
    }

    @Test
    void aStatusGoesByItsDigitsAndHasItsTextsEscaped() throws IOException {
        var post = only(STATUS);

        assertThat(post.key()).as("numbers are rounded by others").isEqualTo(9);
        assertThat(post.author()).isEqualTo(new ReadAuthor("ada", "A <3", "x>y"));
        assertThat(post.text()).isEqualTo("R & D");
        assertThat(post.language()).isEmpty();
        assertThat(post.parentKey()).hasValue(7L);
        assertThat(only(STATUS.replace("\"id_str\":\"9\",", "")).key()).isEqualTo(1);
        assertThat(only(STATUS.replace("\"in_reply_to_status_id_str\":\"7\"", "\"more\":null"))
                        .parentKey())
                .hasValue(6L);
    }

    @Test
    void whatIsPassedOnComesWithItsOwnAuthorOrTheOneWhomTheTextNames() throws IOException {
        var original = STATUS.substring("{\"status\":".length(), STATUS.indexOf(",\"user\""));
        var user = "\"user\":{\"screen_name\":\"Grace\",\"name\":\"G\",\"description\":\"\"}";
        var boost = STATUS.replace("\"9\"", "\"12\"")
                .replace("R &amp; D", "RT @grace_h: R")
                .replace(",\"lang\"", ",\"retweeted_status\":" + original.replace("{", "{" + user + ",") + ",\"lang\"");

        var named = only(boost);
        var byText = only(boost.replace(user + ",", ""));

        assertThat(named.key()).isEqualTo(12);
        assertThat(named.isBoost()).isTrue();
        assertThat(named.text()).isEmpty();
        assertThat(named.parentKey()).isEmpty();
        assertThat(named.author().handle()).isEqualTo("ada");
        assertThat(named.original().orElseThrow().author()).isEqualTo(new ReadAuthor("Grace", "G", ""));
        assertThat(named.original().orElseThrow().text()).isEqualTo("R & D");
        assertThat(named.original().orElseThrow().parentKey()).hasValue(7L);
        assertThat(byText.original().orElseThrow().author()).isEqualTo(new ReadAuthor("grace_h", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"9\" | \"0\" | no_id",
                "\"9\" | 9.0 | no_id",
                "\"9\" | -9 | no_id",
                "\"9\" | 9223372036854775808 | no_id",
                "\"9\" | true | no_id",
                "\"ada\" | \"  \" | author",
                "\"ada\" | 7 | author",
                "\"Oui\" | null | no_text",
                "\"Oui\" | 5 | no_text",
                "2011 | 2101 | date",
                "}} | }} {} | json",
                "}} | } | json",
                "{\"id\":\"9\" | [{\"id\":\"9\" | json"
            })
    void aLineThatCannotBeUsedIsBadAndTheNextIsRead(String from, String to, String why) throws IOException {
        var batch = read(FLAT + "\n" + FLAT.replace(from, to) + "\n \n" + FLAT.replace("\"9\"", "\"10\""));

        assertThat(batch.items()).extracting(ReadPost::key).containsExactly(9L, 10L);
        assertThat(batch.bad()).extracting(BadLine::number).containsExactly(2L);
        assertThat(batch.bad().getFirst().reason().key()).isEqualTo("intake.bad." + why);
        assertThat(batch.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "5", "null", "\"text\"", "nothing"})
    void whatIsNoObjectIsABadLine(String line) throws IOException {
        assertThat(read(FLAT + "\n" + line).bad()).containsExactly(new BadLine(2, Sentence.of("intake.bad.json")));
    }

    @Test
    void whatIsNotedOfALineThatCannotBeUsedIsNotTold() throws IOException {
        var half = "\\ud83d";

        assertThat(read(FLAT.replace("Oui", half)).notes()).isEqualTo(Map.of(Note.CHARACTERS_REPLACED, 1L));
        assertThat(read(STATUS.replace("A &", half).replace("R &", half)).notes())
                .isEqualTo(Map.of(Note.CHARACTERS_REPLACED, 2L));
        assertThat(read(FLAT + "\n" + FLAT.replace("Oui", half).replace("2011", "soon"))
                        .notes())
                .isEmpty();
    }

    @Test
    void aTableOfRatiosIsReadByTheNamesOfItsColumns() throws IOException {
        var batch = read(RATIO_HEADER + "10/16/17 22:59,R &amp; D,https://twitter.com/ada/status/9,1,2,3,Ada\n"
                + "10/16/17 22:59,No,https://twitter.com/ada/status/,1,2,3,ada\n");
        var otherwise = only("user,url,text,created_at\nAda,https://twitter.com/ada/status/9,Oui,1/2/13 7:05\n");

        assertThat(batch.items()).extracting(ReadPost::text).containsExactly("R & D");
        assertThat(batch.items().getFirst().key()).isEqualTo(9);
        assertThat(batch.items().getFirst().author().handle()).isEqualTo("Ada");
        assertThat(batch.items().getFirst().date().at()).isEqualTo("2017-10-16T22:59:00Z");
        assertThat(batch.bad()).containsExactly(new BadLine(3, Sentence.of("intake.bad.no_id")));
        assertThat(otherwise.key()).isEqualTo(9);
        assertThat(otherwise.text()).isEqualTo("Oui");
    }

    @Test
    void anArchiveIsReadAsItsOwners() throws IOException {
        var rows = ARCHIVE_HEADER
                + "9,7,2018-09-27 22:02:22 +0000,R &lt; D,,,\n"
                + "10,7,2018-09-27 22:02:23 +0000,RT @grace: Oui &amp; non,8,2018-09-26 22:02:23 +0000,\n"
                + "11,,2018-09-27 22:02:24 +0000,Merci @grace,8,2018-09-26 22:02:23 +0000,\n"
                + "12,0,2018-09-27 22:02:25 +0000,Vu,,,\"https://twitter.com/Grace/status/120,"
                + "https://twitter.com/Ada_L/status/12/photo/1\"\n";

        var batch = read(rows);
        var said = read(rows, "@Lady");

        assertThat(batch.items()).extracting(ReadPost::key).containsExactly(9L, 10L, 12L);
        assertThat(batch.items()).extracting(it -> it.author().handle()).containsOnly("Ada_L");
        assertThat(said.items()).extracting(it -> it.author().handle()).containsOnly("Lady");
        var own = batch.items().get(0);
        assertThat(own.text()).isEqualTo("R < D");
        assertThat(own.parentKey()).hasValue(7L);
        var boost = batch.items().get(1);
        assertThat(boost.text()).isEmpty();
        assertThat(boost.parentKey()).isEmpty();
        var original = boost.original().orElseThrow();
        assertThat(List.of(
                        original.key(),
                        original.author().handle(),
                        original.text(),
                        original.date().at()))
                .containsExactly(8L, "grace", "Oui & non", Instant.parse("2018-09-26T22:02:23Z"));
        assertThat(batch.items().get(2).parentKey()).isEmpty();
        assertThat(batch.bad()).extracting(it -> it.reason().key()).containsExactly("intake.bad.passed_on");
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "fr, fr",
        "in, id",
        "iw, he",
        "zh-cn, zh-CN",
        "msa, msa",
        "und,",
        "zxx,",
        "art,",
        "qme,",
        "qam,",
        "'',",
        "e,",
        "12,",
        "abcdefghi,",
        "q, "
    })
    void languagesAreThoseOfToday(String code, String tag) {
        assertThat(Languages.find(code)).isEqualTo(Optional.ofNullable(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n{}\nx\n", "  \n[]\n"})
    void theFormatIsFoundBelowLinesThatTellNothing(String before) throws IOException {
        assertThat(read(before + FLAT).items()).extracting(ReadPost::key).containsExactly(9L);
        assertThat(read(before + STATUS).items()).extracting(ReadPost::text).containsExactly("R & D");
    }

    @Test
    void theNamesOfColumnsStandFirst() throws IOException {
        var row = "10/16/17 22:59,Oui,https://twitter.com/ada/status/9,1,2,3,Ada\n";

        assertThat(read("\n" + RATIO_HEADER + row).items()).hasSize(1);
        assertThatThrownBy(() -> read("Oui\n" + RATIO_HEADER + row))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("intake.format");
    }

    private ReadPost only(String content) throws IOException {
        var batch = read(content);
        assertThat(batch.bad()).isEmpty();
        assertThat(batch.items()).hasSize(1);
        return batch.items().getFirst();
    }

    private Batch<ReadPost> read(String content) throws IOException {
        return read(PostFile.look(file(content), Optional.empty(), NOW));
    }

    private Batch<ReadPost> read(String content, String owner) throws IOException {
        return read(PostFile.look(file(content), Optional.of(owner), NOW));
    }

    private Path file(String content) {
        return new Cargo(folder).file(Cargo.Packing.PLAIN, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Batch<ReadPost> read(PostFile file) throws IOException {
        var batch = new Batch<ReadPost>();
        try (var records = file.read()) {
            while (records.next(batch)) {
                // Each adds what it finds.
            }
        }
        return batch;
    }
}
