package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import social.ramage.account.Tokens;
import social.ramage.id.AccountId;

/** Files as people and research have them: all of each comes in, and a second time nothing. */
@Tag("shared")
class BringingInRealFilesTest {
    private static final String[] FORWARD = {"--direction", "follower-followee"};

    @TempDir
    Path folder;

    private Town town;
    private Facts facts;

    @BeforeEach
    void open() {
        town = Town.in(folder);
        facts = new Facts(town.ramage);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void fiveThousandPostsOfMembersOfParliament() {
        assertThat(posts("fr-parlementaires-5000.jsonl.gz"))
                .isEqualTo("5,000 new posts, 0 new boosts, 287 new accounts, 0 answers linked;"
                        + " 0 were there already, 0 bad lines");
        assertThat(posts("fr-parlementaires-5000.jsonl.gz")).startsWith("0 new posts, 0 new boosts, 0 new accounts");
        facts.areTrue();
    }

    @Test
    void tablesOfOneAuthor() {
        assertThat(posts("en-BarackObama.csv.gz")).startsWith("3,207 new posts, 0 new boosts, 1 new accounts");
        assertThat(posts("en-congressedits.csv.gz")).startsWith("2,313 new posts, 23 new boosts");
        facts.areTrue();
    }

    @Test
    void postsOntoARealGraphAreInTheHomesOfItsFollowers() {
        var graph = Cargo.graph(town.ramage, SharedData.path("data/graph/soc-anybeat.edges.gz"), FORWARD);
        assertThat(graph.sum())
                .isEqualTo("67,053 new follows, 12,645 new accounts; 0 follows were there already, 0 self-loops,"
                        + " 0 bad lines");

        assertThat(posts("fr-parlementaires-5000.jsonl.gz", "--onto-graph"))
                .startsWith("5,000 new posts, 0 new boosts, 0 new accounts");

        facts.areTrue();
        var reader = facts.number("""
                select follower_id as n from follow join account on account.id = followed_id
                where posts > 0 group by follower_id order by count(*) desc, follower_id limit 1
                """);
        var newest = facts.texts("""
                select cast(id as text) as t from post where author_id = %d
                   or author_id in (select followed_id from follow where follower_id = %d) order by id desc limit 20
                """.formatted(reader, reader));
        assertThat(newest).hasSize(20);
        assertThat(homeOf(reader)).isEqualTo(newest);
    }

    private List<String> homeOf(long account) {
        var id = new AccountId(account);
        var token = town.ramage.tokens.create(id, Tokens.ALL);
        return town.stranger()
                .withToken(token.value())
                .reads("/api/v1/timelines/home")
                .ids();
    }

    private String posts(String name, String... more) {
        var told = Cargo.posts(town.ramage, SharedData.path("data/posts/" + name), more);
        assertThat(told.status()).isZero();
        return told.sum();
    }

    @Test
    @Tag("long")
    void largeFiles() {
        assertThat(posts("fr-parlementaires-statuses.jsonl.xz"))
                .startsWith("80,003 new posts, 41,383 new boosts, 9,750 new accounts")
                .contains("31 were there already, 0 bad lines");
        var graph = Cargo.graph(town.ramage, SharedData.path("data/graph/soc-Slashdot0902.txt.gz"), FORWARD);
        assertThat(graph.sum())
                .isEqualTo("870,161 new follows, 82,168 new accounts; 0 follows were there already,"
                        + " 78,303 self-loops, 0 bad lines");
        facts.areTrue();
    }
}
